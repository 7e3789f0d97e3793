namespace Commissioning.Web.Api;

/// <summary>An answer as the document shows it.</summary>
internal sealed record ApiExample(object Answer);
