using Commissioning.Platform.Documents;
using Microsoft.AspNetCore.Html;
using Microsoft.AspNetCore.Mvc.Rendering;

namespace Commissioning.Web;

public static class HtmlHelperExtensions
{
    /// <summary>Text whose references stay on one line and whose hashes may break.</summary>
    public static IHtmlContent Wrap(this IHtmlHelper _, string? text) => new HtmlString(text is null ? "" : TextHtml.Wrap(text));
}
