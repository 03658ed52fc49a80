"""The form and the certificate as HTML of the same content and fonts, printed by WeasyPrint.

Run as a script in the bench's own environment: `python papers_html.py PAPERS.jsonl FONTS OUT` prints CPU seconds by
kind as JSON, with fonts and styles read once and read for each paper, and leaves the first file of each kind in OUT. Each line of PAPERS.jsonl is `{"kind", "title", "data"}`, QR
codes as SVG and the photo as JPEG within one ready-made.
"""
# ruff: noqa: E501  pages are written as pages

from __future__ import annotations

import json
import sys
import time
from collections import defaultdict
from html import escape
from pathlib import Path
from typing import Any

from weasyprint import CSS, HTML
from weasyprint.text.fonts import FontConfiguration

Data = dict[str, Any]
WARM = 5
FACES = (
    ("Song", 400, "NotoSerifSC-Regular.ttf"),
    ("Song", 900, "NotoSerifSC-Black.ttf"),
    ("Hei", 400, "NotoSansSC-Regular.ttf"),
    ("Hei", 700, "NotoSansSC-Bold.ttf"),
)
STYLE = """
@page { size: A4; margin: 30mm 20mm 19mm; @bottom-right { content: "第 " counter(page) " 页　共 " counter(pages) " 页";
  font: 8pt Hei; color: #566070 } }
@page certificate { margin: 32mm 30mm 27mm; @bottom-right { content: none } }
body { font: 10pt/1.4 Song; color: #1c2330; margin: 0 }
h1 { font: 900 19pt Song; text-align: center; letter-spacing: 2pt; margin: 0 0 6mm }
header { font: 8.5pt Hei; color: #566070; display: flex; justify-content: space-between }
header svg { width: 14mm; height: 14mm }
table { border-collapse: collapse; width: 170mm; table-layout: fixed }
table + table { margin-top: -0.5pt }
td, th { border: 0.5pt solid #1c2330; height: 8mm; padding: 0.8mm 1.4mm; text-align: center; vertical-align: middle }
th { font: 10pt Hei }
td.text { font-size: 8pt; line-height: 1.5; text-align: justify; vertical-align: top; text-indent: 2em }
td.text p { margin: 0 0 1mm }
td.text p.sign { text-indent: 0; text-align: right; margin: 4mm 0 0 }
img { height: 41mm }
.rows td, .rows th { height: 6.5mm; padding: 0.4mm 0.8mm; font-size: 8pt; line-height: 1.2 }
.new { page-break-before: always }
main { page: certificate; font-size: 14pt }
main h1 { font-size: 30pt; color: #c8261c }
main dl { display: grid; grid-template-columns: 24mm 1fr; gap: 3mm 4mm }
main dt { font: 12pt Hei; color: #566070; text-align: right }
main dd { margin: 0; border-bottom: 0.5pt solid #9aa3af }
main .foot { display: flex; justify-content: space-between; align-items: flex-end }
main .foot svg { width: 42mm; height: 42mm }
main small { font: 7.5pt Hei; color: #566070; word-break: break-all }
"""


def form(data: Data) -> str:
    """Two pages: who, where, what; then the summary, the forms of the years, the opinions."""
    say = {name: escape(str(value)) for name, value in data.items() if not isinstance(value, (list, dict))}
    target = {name: escape(value) for name, value in data["target"].items()}
    photo = data["photo"].split('href="')[1].split('"')[0]
    rows = [[row["period"], row["place"], row["work"], row["post"]] for row in data["history"]]
    rows += [[""] * 4] * (10 - len(rows))
    history = "".join("<tr>" + "".join(f"<td>{escape(one)}</td>" for one in row) + "</tr>" for row in rows)
    years = "".join(
        f"<tr><td>{row['year']}年度</td><td>{escape(row['grade'])}</td><td>{escape(row['employer'])}</td></tr>"
        for row in data["assessments"]
    )
    office = data["hand_in_to"]
    return f"""<header><span>申报编号 {say["application_number"]}　版本码 {say["version_code"]}<br>一式两份，A4 纸双面打印，
请勿涂改。{say["hand_in_by"]}前报送{escape(office["office"])}（{escape(office["telephone"])}）。</span>{data["page_qr"]}</header>
<h1>初定专业技术职务任职资格表</h1><table>
<tr><th>姓　名<td>{say["name"]}<th>性　别<td>{say["gender"]}<th>出生年月<td>{say["birth_month"]}
<td rowspan=4><img src="{photo}" alt="照片"></tr>
<tr><th>民　族<td>{say["ethnicity"]}<th>政治面貌<td>{say["political_status"]}<th>参加工作时间<td>{say["started_work"]}</tr>
<tr><th>证件类型<td>{say["identity_kind"]}<th>证件号码<td colspan=3>{say["identity_number"]}</tr>
<tr><th>工作单位<td colspan=5>{say["employer"]}</tr>
<tr><th>现从事专业工作及年限<td colspan=6>{say["present_work"]}</tr>
<tr><th>毕业院校<td colspan=3>{say["school"]}<th>所学专业<td colspan=2>{say["major"]}</tr>
<tr><th>毕业时间<td>{say["graduated"]}<th>学制<td>{say["length_of_schooling"]}
<th>学历、学位<td colspan=2>{say["education"]}，{say["degree"]}</tr>
<tr><th>毕业证书编号<td colspan=3>{say["diploma_number"]}<th>学位证书编号<td colspan=2>{say["degree_number"]}</tr>
<tr><th>现有资格及取得时间<td colspan=6>{say["current_title"]}</tr>
<tr><th>拟初定资格<td colspan=3>{target["series"]}　{target["speciality"]}<th>名称、级别
<td colspan=2>{target["title"]}（{target["level"]}）</tr></table>
<table class=rows><tr><th colspan=4>学习和工作简历（从中专或大学起）</tr><tr><th>起止年月<th>学习或工作单位<th>学习内容或从事的专业技术工作
<th>职　务</tr>{history}</table>
<table class=new><tr><th style="width:24mm">个人专业技术工作小结<td class=text style="height:85mm"><p>{say["summary"]}
<p class=sign>本人签名：　　　　　　　年　　月　　日</tr></table>
<table><tr><th>年　度<th>等　次<th>考核单位</tr>{years}</table>
<table><tr><th style="width:24mm">用人单位考核（推荐）意见<td class=text style="height:38mm"><p>{say["employer_opinion"]}
<p class=sign>负责人签字：　　（公章）　　年　　月　　日</tr>
<tr><th>主管部门意见<td>本单位无需填写</tr>
<tr><th>人力社保部门意见<td class=text style="height:34mm"><p>{say["bureau_opinion"]}<p class=sign>（公章）　　年　　月　　日</tr>
<tr><th>公布文号<td>{say["document_number"]}</tr><tr><th>备　注<td>{say["remarks"]}</tr></table>"""


def certificate(data: Data) -> str:
    """One page in a frame, with the code of the signed facts."""
    say = {name: escape(str(value)) for name, value in data.items() if not isinstance(value, (list, dict))}
    target = {name: escape(value) for name, value in data["target"].items()}
    told = {
        "姓　名": say["name"],
        "性　别": say["gender"],
        "出生年月": say["birth_month"],
        "工作单位": say["employer"],
        "职称系列": target["series"],
        "专　业": target["speciality"],
        "资格名称": target["title"],
        "级　别": target["level"],
        "取得方式": "初定",
        "取得时间": say["obtained_on"],
        "核发日期": say["dated"],
        "公布文号": say["document_number"],
        "证书编号": say["certificate_number"],
    }
    rows = "".join(f"<dt>{name}<dd>{value}" for name, value in told.items())
    return f"""<main><h1>专业技术职务任职资格证书</h1><dl>{rows}</dl>
<div class=foot><a href="{say["proof_url"]}">{data["proof_qr"]}</a><span>{say["authority"]}<br>{say["dated"]}</span></div>
<small>核验：扫二维码，或打开 {say["verify_url"]}，看证书是否真实、有无更正或撤销。</small></main>"""


PAGES = {"determination_form": form, "certificate": certificate}


def main() -> None:
    """Prints five of each kind before the clock runs, then the rest, each in both ways."""
    papers = [json.loads(line) for line in Path(sys.argv[1]).read_text("utf-8").splitlines()]
    faces = "".join(
        f'@font-face {{ font-family: {family}; font-weight: {weight}; src: url("{Path(sys.argv[2], file).as_uri()}") }}'
        for family, weight, file in FACES
    )
    once, out = _fonts_and_style(faces), Path(sys.argv[3])
    seconds: dict[str, dict[str, list[float]]] = defaultdict(lambda: {"once": [], "for each": []})
    for paper in papers:
        for how, used in seconds[paper["kind"]].items():
            started = time.process_time()
            pdf = _printed(paper, *(once if how == "once" else _fonts_and_style(faces)))
            used.append(time.process_time() - started)
            if len(used) == 1:
                (out / f"{paper['kind']}.pdf").write_bytes(pdf)
    print(json.dumps({kind: {how: _mean(used[WARM:]) for how, used in ways.items()} for kind, ways in seconds.items()}))


def _fonts_and_style(faces: str) -> tuple[FontConfiguration, CSS]:
    fonts = FontConfiguration()
    return fonts, CSS(string=faces + STYLE, font_config=fonts)


def _printed(paper: Data, fonts: FontConfiguration, style: CSS) -> bytes:
    page = f"<html lang=zh><title>{escape(paper['title'])}</title><body>{PAGES[paper['kind']](paper['data'])}"
    made: bytes = HTML(string=page).write_pdf(
        stylesheets=[style], font_config=fonts, pdf_variant="pdf/a-2b", pdf_tags=True
    )
    return made


def _mean(used: list[float]) -> float:
    return sum(used) / len(used)


if __name__ == "__main__":
    main()
