namespace Commissioning.Domain.DueDiligence;

/// <param name="Theirs">The name or address that resembles that of a person of the office.</param>
/// <param name="IsNamed">The applicant named them as linked with the police or with the office; otherwise they are one of its
/// people.</param>
public sealed record StaffLink(string Theirs, bool IsNamed)
{
    /// <summary>For the assessor who may be meant, before they declare.</summary>
    public string Question =>
        IsNamed
            ? $"The applicant named somebody called {Theirs} as linked with the police or with us. Is that you, or someone you know?"
            : $"Our records name {Theirs} in this organisation, which is similar to your own name or address. Is that you, or someone you know?";
}
