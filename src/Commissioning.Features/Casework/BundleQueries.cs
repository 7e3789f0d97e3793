using Commissioning.Domain.Casework;
using Commissioning.Platform.Data;

namespace Commissioning.Features.Casework;

/// <summary>What was made of a round for an answer.</summary>
public static class BundleQueries
{
    public sealed record Bundle
    {
        public required Guid Id { get; init; }
        public required Guid RoundId { get; init; }
        public required BundleKind Kind { get; init; }
        public required BundleState State { get; init; }
        public required int Done { get; init; }
        public required int Total { get; init; }
        public string? Sentence { get; init; }
        public Guid? FileId { get; init; }
        public required Guid AskedBy { get; init; }
        public required string Asker { get; init; }
        public required DateTime AskedAt { get; init; }
        public DateTime? EndedAt { get; init; }
        public bool IsOpen => State is BundleState.Waiting or BundleState.Running;
    }

    /// <summary>Newest first.</summary>
    public static Task<IReadOnlyList<Bundle>> OfRoundAsync(Work work, Guid round) =>
        work.QueryAsync<Bundle>($"{BundleSql} where b.RoundId = @round order by b.AskedAt desc, b.Id", new { round });

    public static async Task<Bundle> GetAsync(Work work, Guid id) =>
        await work.FindOrDefaultAsync<Bundle>($"{BundleSql} where b.Id = @id", new { id }) ?? throw new NotFoundException("No such file");

    internal const string BundleSql = """
        select b.Id, b.RoundId, b.Kind, b.State, b.Done, b.Total, b.Sentence, b.FileId, b.AskedBy, p.DisplayName as Asker, b.AskedAt, b.EndedAt
        from   FoiBundle b
        join   Person p on p.Id = b.AskedBy
        """;
}
