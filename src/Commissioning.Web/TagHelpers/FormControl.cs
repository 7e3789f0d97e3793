using System.Globalization;
using Microsoft.AspNetCore.Html;
using Microsoft.AspNetCore.Mvc.ModelBinding;
using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.AspNetCore.Mvc.ViewFeatures;
using Microsoft.AspNetCore.Razor.TagHelpers;

namespace Commissioning.Web.TagHelpers;

/// <summary>The base of every form control: the name and id that asp-for would give, the typed value, hint and errors.</summary>
public abstract class FormControl : TagHelper
{
    [HtmlAttributeName("for")]
    public ModelExpression For { get; set; } = null!;

    public string? Hint { get; set; }

    [ViewContext, HtmlAttributeNotBound]
    public ViewContext ViewContext { get; set; } = null!;

    /// <summary>Registers the field's place on the page for the error summary.</summary>
    public override void Init(TagHelperContext context) => FieldErrors.OnPage(ViewContext.HttpContext).Add(Name);

    protected string Name => ViewContext.ViewData.TemplateInfo.GetFullHtmlFieldName(For.Name);
    protected string Id => FieldErrors.IdOf(Name);
    protected string HintId => Id + "-hint";
    protected string ErrorId => Id + "-error";
    protected ModelStateDictionary State => ViewContext.ViewData.ModelState;
    protected virtual IReadOnlyList<string> Errors => State.MessagesOf(Name);
    protected bool HasErrors => Errors.Count > 0;

    /// <summary>What was typed, even if it could not be parsed; otherwise the model's value.</summary>
    protected string? Value => Typed(Name, For.Model);

    protected string? Typed(string name, object? model) =>
        State.TryGetValue(name, out var entry) && entry.RawValue is not null
            ? entry.AttemptedValue
            : Convert.ToString(model, CultureInfo.CurrentCulture);

    protected TagBuilder? HintMarkup() => string.IsNullOrEmpty(Hint) ? null : Markup.Element("div", "govuk-hint", Hint).With("id", HintId);

    protected TagBuilder? ErrorMarkup() =>
        HasErrors
            ? Markup
                .Element(
                    "p",
                    "govuk-error-message",
                    [
                        Markup.Hidden("Error:"),
                        " ",
                        .. Errors.SelectMany((error, index) => index == 0 ? new object[] { error } : [new HtmlString("<br>"), error]),
                    ]
                )
                .With("id", ErrorId)
            : null;

    protected string? DescribedBy(string? first = null)
    {
        var ids = new[] { first, string.IsNullOrEmpty(Hint) ? null : HintId, HasErrors ? ErrorId : null };
        var present = string.Join(' ', ids.Where(id => id is not null));
        return present.Length == 0 ? null : present;
    }

    protected TagBuilder Group(params object?[] children) =>
        Markup.Element("div", HasErrors ? "govuk-form-group govuk-form-group--error" : "govuk-form-group", children);

    /// <summary>A label; the page's h1, in title size, when it is the page's only question.</summary>
    protected IHtmlContent LabelMarkup(string text, bool heading)
    {
        var label = Markup
            .Element("label", heading ? "govuk-label govuk-label--l" : "govuk-label govuk-label--s", Markup.Wrap(text))
            .With("for", Id);
        return heading ? Markup.Element("h1", "govuk-label-wrapper", label) : label;
    }

    protected TagBuilder Fieldset(string legend, bool heading, params object?[] children)
    {
        object title = heading ? Markup.Element("h1", "govuk-fieldset__heading", Markup.Wrap(legend)) : Markup.Wrap(legend);
        var size = heading ? "govuk-fieldset__legend--l" : "govuk-fieldset__legend--s";
        return Markup
            .Element(
                "fieldset",
                "govuk-fieldset",
                [Markup.Element("legend", $"govuk-fieldset__legend {size}", title), HintMarkup(), ErrorMarkup(), .. children]
            )
            .With("aria-describedby", DescribedBy());
    }

    protected string WithError(string css) => HasErrors ? $"{css} {css}--error" : css;
}
