namespace Commissioning.Domain.Scoring;

/// <summary>Which panel members score an application when not all of them do.</summary>
public static class ApplicationAllocation
{
    /// <summary>Assigns members in rotation, in an order drawn for the round. In any run of applications no member has more than one
    /// application more than another, and shared applications connect the whole panel. The result depends only on the round, the panel and
    /// the application's number.</summary>
    /// <param name="number">The application's number, from 1.</param>
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
