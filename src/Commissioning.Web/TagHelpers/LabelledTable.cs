using System.Text.Encodings.Web;
using Microsoft.AspNetCore.Html;

namespace Commissioning.Web.TagHelpers;

/// <summary>The content of a table, labelled while it is written.</summary>
internal sealed class LabelledTable(IHtmlContent content) : IHtmlContent
{
    public void WriteTo(TextWriter writer, HtmlEncoder encoder)
    {
        using var labels = new CellLabelWriter(writer);
        content.WriteTo(labels, encoder);
    }
}
