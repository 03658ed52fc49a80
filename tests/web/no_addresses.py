"""No addresses: parts are shown before, and apart from, the pages that use them."""

urlpatterns: list[object] = []
