using Microsoft.AspNetCore.Razor.TagHelpers;

namespace Commissioning.Web.TagHelpers;

/// <summary>One of a few choices. Values are compared ignoring case, so an enum or a bool may be bound. <code>&lt;govuk-radios
/// for="Form.Kind" legend="What kind of group are you?" items="Model.Kinds" /&gt;</code></summary>
[HtmlTargetElement("govuk-radios", Attributes = "for,items")]
public sealed class RadiosTagHelper : ChoiceControl
{
    public bool Inline { get; set; }

    public override void Process(TagHelperContext context, TagHelperOutput output) =>
        output.Become(
            Choices(
                "radios",
                "radio",
                item => string.Equals(item.Value, Value, StringComparison.OrdinalIgnoreCase),
                output,
                Inline ? " govuk-radios--inline" : null
            )
        );
}
