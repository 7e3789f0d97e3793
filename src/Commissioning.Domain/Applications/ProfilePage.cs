namespace Commissioning.Domain.Applications;

/// <summary>Questions of the organisation's profile that are asked on one page, because one person knows the answers together.</summary>
/// <param name="Code">In the page's address.</param>
public sealed record ProfilePage(string Code, string Title, IReadOnlyList<string> Codes);
