namespace Commissioning.Platform.Lists;

/// <summary>What a column holds, which says how it is shown, filtered and exported.</summary>
public enum ListColumnKind
{
    Text,
    Number,

    /// <summary>Whole pence.</summary>
    Money,

    /// <summary>Text of the form sum/count, each a whole number: an exact share.</summary>
    Share,
    Date,

    /// <summary>A moment (UTC), shown in UK time.</summary>
    Time,

    /// <summary>One of a few values.</summary>
    Choice,
}
