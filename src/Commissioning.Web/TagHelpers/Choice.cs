namespace Commissioning.Web.TagHelpers;

/// <summary>One option of radios, checkboxes or a select: the value posted, the text shown, and a hint.</summary>
public sealed record Choice(string Value, string Text, string? Hint = null);
