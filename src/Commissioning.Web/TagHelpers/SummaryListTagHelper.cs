using Microsoft.AspNetCore.Html;
using Microsoft.AspNetCore.Razor.TagHelpers;

namespace Commissioning.Web.TagHelpers;

/// <summary>Facts, with change links where they can be changed. Its children are govuk-summary-list-row tags.
/// <code>&lt;govuk-summary-list&gt;&lt;govuk-summary-list-row
/// key="Amount"&gt;£4,500.00&lt;/govuk-summary-list-row&gt;&lt;/govuk-summary-list&gt;</code></summary>
[HtmlTargetElement("govuk-summary-list")]
public sealed class SummaryListTagHelper : TagHelper
{
    internal sealed record SummaryListRow(string Key, IHtmlContent Value, IHtmlContent? Action);

    public override async Task ProcessAsync(TagHelperContext context, TagHelperOutput output)
    {
        var rows = new List<SummaryListRow>();
        context.Items[typeof(SummaryListTagHelper)] = rows;
        await output.GetChildContentAsync();
        // Without links the values use that column's space; with some links, the other rows keep the column.
        var bare = rows.Exists(row => row.Action is not null)
            ? "govuk-summary-list__row govuk-summary-list__row--no-actions"
            : "govuk-summary-list__row";
        var lines = rows.Select(row =>
            Markup.Element(
                "div",
                row.Action is null ? bare : "govuk-summary-list__row",
                Markup.Element("dt", "govuk-summary-list__key", Markup.Wrap(row.Key)),
                Markup.Element("dd", "govuk-summary-list__value", row.Value),
                row.Action is null ? null : Markup.Element("dd", "govuk-summary-list__actions", row.Action)
            )
        );
        output.Become(rows.Count == 0 ? null : Markup.Element("dl", "govuk-summary-list", lines.ToArray<object>()).WithExtra(output));
    }
}
