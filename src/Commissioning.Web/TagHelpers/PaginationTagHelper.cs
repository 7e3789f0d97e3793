using System.Globalization;
using Microsoft.AspNetCore.Html;
using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.AspNetCore.Razor.TagHelpers;

namespace Commissioning.Web.TagHelpers;

/// <summary>Links to pages of a long list: the first, the last and those around the current one. Nothing for a single page.
/// <code>&lt;govuk-pagination page="Model.Number" pages="Model.Pages" href="/x?page={0}" label="Audit trail" /&gt;</code></summary>
[HtmlTargetElement("govuk-pagination")]
public sealed class PaginationTagHelper : TagHelper
{
    public int Page { get; set; } = 1;
    public int Pages { get; set; }
    public string Href { get; set; } = "?page={0}";
    public string Label { get; set; } = "Results";

    public override void Process(TagHelperContext context, TagHelperOutput output)
    {
        output.Become(
            Pages <= 1
                ? null
                : Markup
                    .Element(
                        "nav",
                        "govuk-pagination",
                        Page > 1 ? Step("prev", "Previous", Page - 1) : null,
                        Markup.Element("ul", "govuk-pagination__list", Markup.Many(Items())),
                        Page < Pages ? Step("next", "Next", Page + 1) : null
                    )
                    .With("aria-label", Label + " pages")
        );
    }

    private IEnumerable<IHtmlContent> Items()
    {
        var last = 0;
        foreach (var number in Enumerable.Range(1, Pages).Where(number => number == 1 || number == Pages || Math.Abs(number - Page) <= 1))
        {
            if (number > last + 1)
                yield return Markup.Element("li", "govuk-pagination__item govuk-pagination__item--ellipsis", "⋯");
            var css = number == Page ? "govuk-pagination__item govuk-pagination__item--current" : "govuk-pagination__item";
            yield return Markup.Element(
                "li",
                css,
                Link(number, Text(number)).With("aria-label", "Page " + Text(number)).With("aria-current", number == Page ? "page" : null)
            );
            last = number;
        }
    }

    private TagBuilder Step(string rel, string word, int number)
    {
        var path = rel == "prev" ? "M7 0L0 6.5 7 13l1.4-1.5L4 7.5h11v-2H4l4.4-4z" : "M8 0l7 6.5L8 13l-1.4-1.5L11 7.5H0v-2h11l-4.4-4z";
        var icon = Markup.Icon($"govuk-pagination__icon govuk-pagination__icon--{rel}", "0 0 15 13", "15", "13", path);
        var title = Markup.Element("span", "govuk-pagination__link-title", word, Markup.Hidden(" page"));
        return Markup.Element(
            "div",
            "govuk-pagination__" + rel,
            (rel == "prev" ? Link(number, icon, title) : Link(number, title, icon)).With("rel", rel)
        );
    }

    private TagBuilder Link(int number, params object[] children) =>
        Markup
            .Element("a", "govuk-link govuk-pagination__link", children)
            .With("href", Href.Replace("{0}", Text(number), StringComparison.Ordinal));

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);
}
