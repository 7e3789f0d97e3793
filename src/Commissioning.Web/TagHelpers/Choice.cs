namespace Commissioning.Web.TagHelpers;

/// <summary>One answer that radios, checkboxes or a select offer: what is posted, what is read, and a line of help.</summary>
public sealed record Choice(string Value, string Text, string? Hint = null);
