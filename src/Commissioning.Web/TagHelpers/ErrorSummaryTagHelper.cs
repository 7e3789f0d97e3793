using System.Text.Encodings.Web;
using Microsoft.AspNetCore.Html;
using Microsoft.AspNetCore.Mvc.ModelBinding;
using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.AspNetCore.Mvc.ViewFeatures;
using Microsoft.AspNetCore.Razor.TagHelpers;

namespace Commissioning.Web.TagHelpers;

/// <summary>All errors of the page, linked to their fields; empty when there are none. The layout adds one to pages without their own.
/// <code>&lt;govuk-error-summary /&gt;</code></summary>
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

    /// <summary>Rendered after the whole page, so that errors follow the order of the fields below.</summary>
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

        /// <summary>Errors without a field come first, then by order of fields; fields written without these tag helpers come
        /// last.</summary>
        private static int Place(List<string> fields, string key)
        {
            if (key.Length == 0)
                return -1;
            var place = fields.FindIndex(name => key == name || key.StartsWith(name + ".", StringComparison.Ordinal));
            return place < 0 ? int.MaxValue : place;
        }

        /// <summary>A date's error links to its first box; an error without a field to the start of the main content.</summary>
        private static string TargetOf(ModelStateDictionary state, string key)
        {
            if (key.Length == 0)
                return "main-content";
            return FieldErrors.IdOf(state.ContainsKey(key + ".Day") ? key + ".Day" : key);
        }
    }
}
