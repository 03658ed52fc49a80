"""What the policy desk rests on: rights, drafts, examination, lists, files to take away."""
