using System.Globalization;
using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.AspNetCore.Mvc.ViewFeatures;
using Microsoft.AspNetCore.Razor.TagHelpers;

namespace Commissioning.Web.TagHelpers;

/// <summary>One task. A status without a colour is plain text, as for "Completed"; cannot-start shows no link and says so.
/// <code>&lt;govuk-task-list-task title="Declaration" hint="After the other parts" href="/x" cannot-start="true" /&gt;</code></summary>
[HtmlTargetElement("govuk-task-list-task", ParentTag = "govuk-task-list")]
public sealed class TaskListTaskTagHelper : TagHelper
{
    public string Title { get; set; } = "";
    public string? Href { get; set; }
    public string? Hint { get; set; }
    public string Status { get; set; } = "";
    public string? StatusColour { get; set; }
    public bool CannotStart { get; set; }

    [ViewContext, HtmlAttributeNotBound]
    public ViewContext ViewContext { get; set; } = null!;

    public override void Process(TagHelperContext context, TagHelperOutput output)
    {
        var id = "task-" + ViewContext.NextNumber().ToString(CultureInfo.InvariantCulture);
        var hint = string.IsNullOrEmpty(Hint) ? null : Markup.Element("div", "govuk-task-list__hint", Hint).With("id", id + "-hint");
        var linked = Href is not null && !CannotStart;
        var title = linked
            ? Markup
                .Element("a", "govuk-link govuk-task-list__link", Title)
                .With("href", Href)
                .With("aria-describedby", hint is null ? id + "-status" : $"{id}-hint {id}-status")
            : Markup.Element("div", null, Title);
        output.Become(
            Markup.Element(
                "li",
                linked ? "govuk-task-list__item govuk-task-list__item--with-link" : "govuk-task-list__item",
                Markup.Element("div", "govuk-task-list__name-and-hint", title, hint),
                StatusMarkup().With("id", id + "-status")
            )
        );
    }

    private TagBuilder StatusMarkup()
    {
        if (CannotStart)
            return Markup.Element(
                "div",
                "govuk-task-list__status govuk-task-list__status--cannot-start-yet",
                Status.Length == 0 ? "Cannot start yet" : Status
            );
        object words = string.IsNullOrEmpty(StatusColour)
            ? Status
            : Markup.Element("strong", "govuk-tag " + TagTagHelper.CssOf(StatusColour), Status);
        return Markup.Element("div", "govuk-task-list__status", words);
    }
}
