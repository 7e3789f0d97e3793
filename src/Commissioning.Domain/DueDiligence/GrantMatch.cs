namespace Commissioning.Domain.DueDiligence;

/// <summary>How the recipient of another funder's grant was recognised as an organisation that we know, the surest first.</summary>
public enum GrantMatch
{
    /// <summary>One charity or company number.</summary>
    Number,

    /// <summary>A like name at one postcode.</summary>
    NameAndPostcode,

    /// <summary>The same name; the file gives no postcode. Shown, and never a finding.</summary>
    NameOnly,
}
