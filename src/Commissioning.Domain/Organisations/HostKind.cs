namespace Commissioning.Domain.Organisations;

/// <summary>How a body stands behind an organisation.</summary>
public enum HostKind
{
    /// <summary>The organisation belongs to a consortium that the body leads.</summary>
    ConsortiumMember,

    /// <summary>The body holds the organisation's money.</summary>
    FiscalHost,

    /// <summary>The organisation is a branch of the body.</summary>
    Branch,
}
