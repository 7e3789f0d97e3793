namespace Commissioning.Domain.Scoring;

/// <summary>Which members score an application when not all of them do.</summary>
public static class ApplicationAllocation
{
    /// <summary>
    /// The members take their turns round the table, in an order drawn for the round, so many for each application: no member has more than one application
    /// more than another in any run of applications, and the table ties all of them together. It follows from the application's number alone.
    /// </summary>
    /// <param name="number">Of the application, from 1.</param>
    public static bool Scores(Guid round, IReadOnlyCollection<Guid> panel, Guid member, int number, int? perApplication)
    {
        if (perApplication is not { } count || count >= panel.Count)
            return true;
        var table = panel.OrderBy(one => ReadingOrder.Key(round, one, 0), StringComparer.Ordinal).ToList();
        var seat = table.IndexOf(member);
        var first = (int)((long)(number - 1) * count % table.Count);
        return seat >= 0 && (seat - first + table.Count) % table.Count < count;
    }
}
