using System.Text.Encodings.Web;
using Microsoft.AspNetCore.Html;
using Microsoft.AspNetCore.Mvc.ModelBinding;
using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.AspNetCore.Mvc.ViewFeatures;
using Microsoft.AspNetCore.Razor.TagHelpers;

namespace Commissioning.Web.TagHelpers;

/// <summary>
/// Every error of the page with a link to its field; nothing when there is none. The layout has one for pages that write none of their own.
/// <code>&lt;govuk-error-summary /&gt;</code>
/// </summary>
[HtmlTargetElement("govuk-error-summary")]
public sealed class ErrorSummaryTagHelper : TagHelper
{
    [ViewContext, HtmlAttributeNotBound]
    public ViewContext ViewContext { get; set; } = null!;

    public override void Process(TagHelperContext context, TagHelperOutput output)
    {
        var first = ViewContext.HttpContext.Items.TryAdd("ErrorSummary.Shown", true);
        output.Become(first && ViewContext.ViewData.ModelState.ErrorCount > 0 ? new Summary(ViewContext) : null);
    }

    /// <summary>Written when the whole page is known, so that its errors stand in the order of the fields below it.</summary>
    private sealed class Summary(ViewContext view) : IHtmlContent
    {
        public void WriteTo(TextWriter writer, HtmlEncoder encoder)
        {
            var links = Lines()
                .Select(line => Markup.Element("li", null, Markup.Element("a", null, line.Message).With("href", "#" + line.Target)));
            Markup
                .Element(
                    "div",
                    "govuk-error-summary",
                    Markup
                        .Element(
                            "div",
                            null,
                            Markup.Element("h2", "govuk-error-summary__title", "There is a problem"),
                            Markup.Element(
                                "div",
                                "govuk-error-summary__body",
                                Markup.Element("ul", "govuk-list govuk-error-summary__list", links.ToArray<object>())
                            )
                        )
                        .With("role", "alert")
                )
                .With("data-module", "govuk-error-summary")
                .WriteTo(writer, encoder);
        }

        private IEnumerable<(string Message, string Target)> Lines()
        {
            var state = view.ViewData.ModelState;
            var fields = FieldErrors.OnPage(view.HttpContext);
            return state
                .OrderBy(entry => Place(fields, entry.Key))
                .SelectMany(entry => FieldErrors.Messages(entry.Value!).Select(message => (message, TargetOf(state, entry.Key))))
                .Distinct();
        }

        /// <summary>Errors of no field first, then the fields as they stand; what a page wrote without these tag helpers comes last.</summary>
        private static int Place(List<string> fields, string key)
        {
            if (key.Length == 0)
                return -1;
            var place = fields.FindIndex(name => key == name || key.StartsWith(name + ".", StringComparison.Ordinal));
            return place < 0 ? int.MaxValue : place;
        }

        /// <summary>A date's error leads to its first box; an error of no field to the start of the page's own content.</summary>
        private static string TargetOf(ModelStateDictionary state, string key)
        {
            if (key.Length == 0)
                return "main-content";
            return FieldErrors.IdOf(state.ContainsKey(key + ".Day") ? key + ".Day" : key);
        }
    }
}
