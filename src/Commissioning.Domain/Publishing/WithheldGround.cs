namespace Commissioning.Domain.Publishing;

/// <summary>Why the public does not read a name.</summary>
public enum WithheldGround
{
    /// <summary>Somebody could be found who must not be, as at a refuge (Freedom of Information Act 2000, section 38).</summary>
    Safety,

    /// <summary>Personal information (Freedom of Information Act 2000, section 40).</summary>
    Section40,

    /// <summary>Commercial interests (Freedom of Information Act 2000, section 43).</summary>
    Section43,

    /// <summary>The decision has a protective marking or an exemption.</summary>
    ProtectiveStatus,
}
