namespace Commissioning.Domain.Casework;

/// <summary>Why words of an answer are, or may be, taken out.</summary>
public enum PassageKind
{
    /// <summary>The field is known to be personal, so that it is left out without being asked about.</summary>
    Field,
    Name,

    /// <summary>A name that is also an ordinary word, such as Grace.</summary>
    OrdinaryWord,
    Email,
    Telephone,
    Postcode,
    Address,
    DateOfBirth,

    /// <summary>A person typed the words.</summary>
    Own,
}
