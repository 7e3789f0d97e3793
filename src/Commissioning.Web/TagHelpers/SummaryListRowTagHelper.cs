using Microsoft.AspNetCore.Html;
using Microsoft.AspNetCore.Razor.TagHelpers;

namespace Commissioning.Web.TagHelpers;

/// <summary>One row of a govuk-summary-list. change-hidden completes the link's name for screen readers ("Change amount").
/// <code>&lt;govuk-summary-list-row key="Amount" change-href="/x"
/// change-hidden="amount"&gt;£4,500.00&lt;/govuk-summary-list-row&gt;</code></summary>
[HtmlTargetElement("govuk-summary-list-row", ParentTag = "govuk-summary-list")]
public sealed class SummaryListRowTagHelper : TagHelper
{
    public string Key { get; set; } = "";
    public string? ChangeHref { get; set; }
    public string ChangeText { get; set; } = "Change";
    public string? ChangeHidden { get; set; }

    public override async Task ProcessAsync(TagHelperContext context, TagHelperOutput output)
    {
        var value = new HtmlContentBuilder();
        (await output.GetChildContentAsync()).CopyTo(value);
        var link = string.IsNullOrEmpty(ChangeHref)
            ? null
            : Markup.Element("a", "govuk-link", ChangeText, Markup.Hidden(" " + (ChangeHidden ?? Key))).With("href", ChangeHref);
        ((List<SummaryListTagHelper.SummaryListRow>)context.Items[typeof(SummaryListTagHelper)]).Add(new(Key, value, link));
        output.SuppressOutput();
    }
}
