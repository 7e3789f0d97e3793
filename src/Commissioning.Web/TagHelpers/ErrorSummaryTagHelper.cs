using Microsoft.AspNetCore.Mvc.ModelBinding;
using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.AspNetCore.Mvc.ViewFeatures;
using Microsoft.AspNetCore.Razor.TagHelpers;

namespace Commissioning.Web.TagHelpers;

/// <summary>
/// Every error of the page with a link to its field; nothing when there is none. The layout has one for pages that write none of their own.
/// <code>&lt;error-summary /&gt;</code>
/// </summary>
[HtmlTargetElement("error-summary")]
public sealed class ErrorSummaryTagHelper : TagHelper
{
    [ViewContext, HtmlAttributeNotBound]
    public ViewContext ViewContext { get; set; } = null!;

    public override void Process(TagHelperContext context, TagHelperOutput output)
    {
        var state = ViewContext.ViewData.ModelState;
        var shown = !ViewContext.HttpContext.Items.TryAdd("ErrorSummary.Shown", true);
        if (shown || state.ErrorCount == 0)
        {
            output.Become(null);
            return;
        }
        var lines = state.SelectMany(entry => FieldErrors.Messages(entry.Value!).Select(message => (entry.Key, Message: message))).Distinct();
        var list = Markup.Element("ul", "govuk-list govuk-error-summary__list",
            lines.Select(line => Markup.Element("li", null, Markup.Element("a", null, line.Message).With("href", "#" + TargetOf(state, line.Key)))).ToArray<object>());
        output.Become(Markup.Element("div", "govuk-error-summary",
            Markup.Element("div", null,
                Markup.Element("h2", "govuk-error-summary__title", "There is a problem"),
                Markup.Element("div", "govuk-error-summary__body", list)).With("role", "alert"))
            .With("data-module", "govuk-error-summary"));
    }

    /// <summary>A date's error leads to its first box; an error of no field to the start of the page's own content.</summary>
    private static string TargetOf(ModelStateDictionary state, string key)
    {
        if (key.Length == 0) return "main-content";
        return FieldErrors.IdOf(state.ContainsKey(key + ".Day") ? key + ".Day" : key);
    }
}
