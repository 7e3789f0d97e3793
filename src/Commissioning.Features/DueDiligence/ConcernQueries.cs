using Commissioning.Platform.Data;

namespace Commissioning.Features.DueDiligence;

/// <summary>Concerns about organisations that hold or ask for a grant (R77). Only the leads for concerns may read them; monitoring and due
/// diligence show nothing of it.</summary>
public static class ConcernQueries
{
    internal const string Purpose = "concern";

    public sealed record ConcernRow
    {
        public required Guid Id { get; init; }
        public required int Number { get; init; }
        public required ConcernKind Kind { get; init; }
        public required DateTime RaisedAt { get; init; }
        public DateTime? ClosedAt { get; init; }
        public required int Notes { get; init; }
    }

    public sealed record Note(string By, DateTime At, string Text);

    /// <param name="From">Name and contact of the person who raised it, as they gave them.</param>
    public sealed record ConcernDetail(ConcernRow Row, string About, string What, string? From, IReadOnlyList<Note> Notes);

    internal sealed record EncryptedConcern(string About, string What, string? From);

    public static Task<IReadOnlyList<ConcernRow>> ListAsync(Work work) =>
        work.QueryAsync<ConcernRow>(Sql + " order by case when c.ClosedAt is null then 0 else 1 end, c.Number desc");

    internal const string Sql = """
        select c.Id, c.Number, c.Kind, c.RaisedAt, c.ClosedAt, (select count(*) from ConcernNote n where n.ConcernId = c.Id) as Notes
        from   Concern c
        """;
}
