namespace Commissioning.Domain.DueDiligence;

/// <summary>What one check of one application looks like from far away, the most pressing first.</summary>
public enum CheckCell
{
    /// <summary>A strong finding has no verdict that counts.</summary>
    Strong,

    /// <summary>A finding has no verdict.</summary>
    Found,

    /// <summary>A verdict or a fail waits for a second person.</summary>
    SecondPerson,

    /// <summary>To do by hand.</summary>
    ToDo,

    /// <summary>Somebody must read papers.</summary>
    ToRead,

    /// <summary>Passes in one press.</summary>
    Clean,
    Fail,
    Condition,
    Pass,
    NotApplicable,
}
