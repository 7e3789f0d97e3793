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

        /// <summary>The organisation, and the application or award, that it is about. Null: not known.</summary>
        public Guid? OrganisationId { get; init; }
        public string? Organisation { get; init; }
        public Guid? ApplicationId { get; init; }
        public string? Reference { get; init; }
    }

    public sealed record Note(string By, DateTime At, string Text);

    /// <param name="From">Name and contact of the person who raised it, as they gave them.</param>
    public sealed record ConcernDetail(ConcernRow Row, string About, string What, string? From, IReadOnlyList<Note> Notes);

    internal sealed record EncryptedConcern(string About, string What, string? From);

    public static Task<IReadOnlyList<ConcernRow>> ListAsync(Work work) =>
        work.QueryAsync<ConcernRow>(Sql + " order by case when c.ClosedAt is null then 0 else 1 end, c.Number desc");

    internal const string Sql = """
        select    c.Id, c.Number, c.Kind, c.RaisedAt, c.ClosedAt, (select count(*) from ConcernNote n where n.ConcernId = c.Id) as Notes, c.OrganisationId, o.Name as Organisation, c.ApplicationId, a.Reference
        from      Concern c
        left join Organisation o on o.Id = c.OrganisationId
        left join Application a on a.Id = c.ApplicationId
        """;

    internal sealed record About
    {
        public required Guid OrganisationId { get; init; }
        public Guid? ApplicationId { get; init; }
    }

    /// <summary>By the reference of an application or award, or else by the name of one organisation. Null: there is none, or more than
    /// one.</summary>
    internal static async Task<About?> FindAsync(Work work, string typed)
    {
        var text = new { Text = typed.Trim().ToLowerInvariant() };
        var found = await work.QueryAsync<About>(
            "select a.OrganisationId, a.Id as ApplicationId from Application a where lower(a.Reference) = @Text",
            text
        );
        if (found.Count == 0)
            found = await work.QueryAsync<About>(
                "select o.Id as OrganisationId, null as ApplicationId from Organisation o where lower(o.Name) = @Text",
                text
            );
        return found.Count == 1 ? found[0] : null;
    }
}
