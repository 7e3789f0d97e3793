using Commissioning.Platform.Documents;
using Commissioning.Web.TagHelpers;
using Microsoft.AspNetCore.Html;
using Microsoft.AspNetCore.Mvc.Rendering;

namespace Commissioning.Web;

public static class HtmlHelperExtensions
{
    /// <summary>Text whose references stay on one line and whose hashes may break.</summary>
    public static IHtmlContent Wrap(this IHtmlHelper _, string? text) => new HtmlString(text is null ? "" : TextHtml.Wrap(text));

    /// <summary>The one-use number of a form whose start tag is written on its own, which no tag helper sees.</summary>
    public static IHtmlContent FormNumber(this IHtmlHelper _) => FormNumberTagHelper.Input();
}
