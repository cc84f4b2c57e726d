"""A page of each kind: no complaint, no foreign request, fits a telephone, can be read in light and dark."""

from __future__ import annotations

import pytest

from tests.browser.visitor import KINDS, Visitor
from tests.built_site import ROOT

pytestmark = pytest.mark.browser

# WCAG 2.2, level AA: 4.5 for text, 3 for large text. A day on which no issue came out is meant to recede.
_CONTRASTS = """
const number = (value) => value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4;
const canvas = document.createElement("canvas").getContext("2d", { willReadFrequently: true });
const rgba = (colour) => {
  canvas.clearRect(0, 0, 1, 1);
  canvas.fillStyle = colour;
  canvas.fillRect(0, 0, 1, 1);
  return [...canvas.getImageData(0, 0, 1, 1).data];
};
const light = ([r, g, b]) => 0.2126 * number(r / 255) + 0.7152 * number(g / 255) + 0.0722 * number(b / 255);
const ground = (element) => {
  for (let at = element; at; at = at.parentElement) {
    const colour = rgba(getComputedStyle(at).backgroundColor);
    if (colour[3] === 255) return colour;
  }
  return [255, 255, 255, 255];
};
const poor = new Map();
for (const element of document.querySelectorAll("body *")) {
  const own = [...element.childNodes].some((node) => node.nodeType === 3 && node.data.trim());
  if (!own || !element.checkVisibility({ visibilityProperty: true })) continue;
  const style = getComputedStyle(element);
  const [dark, bright] = [light(rgba(style.color)), light(ground(element))].sort((a, b) => a - b);
  const ratio = (bright + 0.05) / (dark + 0.05);
  const size = parseFloat(style.fontSize);
  const large = size >= 24 || (size >= 18.66 && Number(style.fontWeight) >= 700);
  if (ratio < (large || element.closest(".gap, .weekend, .legend-gap") ? 3 : 4.5))
    poor.set(`${element.localName}.${element.className}`, ratio.toFixed(2));
}
return [...poor].map(([name, ratio]) => `${name} ${ratio}`);
"""


# What sticks out at the right, but for what stands in a box that scrolls.
_TOO_WIDE = """
const scrolls = (element) => {
  for (let at = element.parentElement; at; at = at.parentElement)
    if (/auto|scroll|hidden/.test(getComputedStyle(at).overflowX)) return true;
  return false;
};
return [...document.querySelectorAll("body *")]
  .filter((one) => one.getBoundingClientRect().right > innerWidth + 1 && !scrolls(one))
  .map((one) => `${one.localName}.${one.className}`);
"""


def test_every_template_is_visited() -> None:
    made = {path.stem for path in (ROOT / "theme" / "templates").glob("[!_]*.html")} - {"base", "moved"}
    assert made == set(KINDS)


@pytest.mark.parametrize("kind", KINDS)
def test_it_loads_without_a_complaint_or_a_foreign_request(visitor: Visitor, site: str, kind: str) -> None:
    visitor.open(site + KINDS[kind])
    assert visitor.text("h1")
    assert visitor.run("return document.documentElement.lang") == "vi"
    assert visitor.run("return [...document.styleSheets].every((sheet) => sheet.cssRules.length)")
    assert visitor.complaints() == []
    requests = visitor.requests()
    assert requests
    assert [address for address in requests if not address.startswith(site)] == []


@pytest.mark.parametrize("kind", KINDS)
def test_it_fits_a_telephone(visitor: Visitor, site: str, kind: str) -> None:
    visitor.width(320)
    visitor.open(site + KINDS[kind])
    for pixels in (320, 390):
        visitor.width(pixels)
        assert visitor.run("return innerWidth") == pixels
        assert visitor.run("return document.documentElement.scrollWidth") <= pixels


@pytest.mark.parametrize("kind", KINDS)
def test_text_of_twice_the_size_fits_a_telephone(visitor: Visitor, site: str, kind: str) -> None:
    visitor.width(320)
    visitor.open(site + KINDS[kind])
    visitor.run("document.documentElement.style.fontSize = '200%'")
    assert visitor.run(_TOO_WIDE) == []


@pytest.mark.parametrize("kind", KINDS)
def test_its_text_stands_out_in_light_and_dark(visitor: Visitor, site: str, kind: str) -> None:
    visitor.open(site + KINDS[kind])
    papers = []
    for scheme in ("light", "dark"):
        visitor.scheme(scheme)
        papers.append(visitor.run("return getComputedStyle(document.body).backgroundColor"))
        assert visitor.run(_CONTRASTS) == [], scheme
    assert papers[0] != papers[1]
