using System.Net;
using System.Text.Encodings.Web;
using Commissioning.Platform.Documents;
using Microsoft.AspNetCore.Html;
using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.AspNetCore.Razor.TagHelpers;

namespace Commissioning.Web.TagHelpers;

/// <summary>Builds elements whose text and attributes are always encoded; only IHtmlContent is markup.</summary>
internal static class Markup
{
    public static TagBuilder Element(string name, string? css, params object?[] children)
    {
        var element = new TagBuilder(name);
        if (css is not null)
            element.Attributes["class"] = css;
        if (name is "input" or "path" or "rect")
            element.TagRenderMode = TagRenderMode.SelfClosing;
        foreach (var child in children)
        {
            if (child is IHtmlContent markup)
                element.InnerHtml.AppendHtml(markup);
            else if (child is not null)
                element.InnerHtml.Append(child.ToString()!);
        }
        return element;
    }

    /// <summary>Adds an attribute; a null value leaves it out.</summary>
    public static TagBuilder With(this TagBuilder element, string attribute, string? value)
    {
        if (value is not null)
            element.Attributes[attribute] = value;
        return element;
    }

    /// <summary>Adds an attribute that has no value, such as checked.</summary>
    public static TagBuilder When(this TagBuilder element, bool condition, string attribute) =>
        condition ? element.With(attribute, attribute) : element;

    /// <summary>Adds the attributes on the tag that the tag helper does not know.</summary>
    public static TagBuilder WithExtra(this TagBuilder element, TagHelperOutput output)
    {
        foreach (var attribute in output.Attributes)
            element.Attributes[attribute.Name] = TextOf(attribute.Value) ?? attribute.Name;
        return element;
    }

    public static HtmlContentBuilder Many(IEnumerable<IHtmlContent> items)
    {
        var all = new HtmlContentBuilder();
        foreach (var item in items)
            all.AppendHtml(item);
        return all;
    }

    /// <summary>Text whose references stay on one line.</summary>
    public static HtmlString Wrap(string text) => new(TextHtml.Wrap(text));

    /// <summary>Text for screen readers only.</summary>
    public static TagBuilder Hidden(string text) => Element("span", "govuk-visually-hidden", text);

    /// <summary>An icon hidden from screen readers.</summary>
    public static TagBuilder Icon(string css, string viewBox, string width, string height, string path) =>
        Element("svg", css, Element("path", null).With("d", path).With("fill", "currentColor"))
            .With("viewBox", viewBox)
            .With("width", width)
            .With("height", height)
            .With("aria-hidden", "true")
            .With("focusable", "false");

    public static void Become(this TagHelperOutput output, IHtmlContent? markup)
    {
        output.TagName = null;
        if (markup is null)
            output.SuppressOutput();
        else
            output.Content.SetHtmlContent(markup);
    }

    /// <summary>A number unique on this page.</summary>
    public static int NextNumber(this ViewContext view)
    {
        const string key = "Markup.Number";
        var number = view.HttpContext.Items[key] is int last ? last + 1 : 1;
        view.HttpContext.Items[key] = number;
        return number;
    }

    private static string? TextOf(object? value)
    {
        if (value is not IHtmlContent markup)
            return value?.ToString();
        using var writer = new StringWriter();
        markup.WriteTo(writer, HtmlEncoder.Default);
        return WebUtility.HtmlDecode(writer.ToString());
    }
}
