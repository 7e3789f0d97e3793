using Commissioning.Platform.Data;
using Commissioning.Platform.Files;

namespace Commissioning.Features.Funds;

/// <summary>What the public reads about a round beside its own words: files and answered questions.</summary>
public static class GuidanceQueries
{
    public sealed record File
    {
        public required Guid Id { get; init; }
        public required string Name { get; init; }
        public required Guid FileId { get; init; }
        public required DateTime AddedAt { get; init; }
        public required long ByteLength { get; init; }
        public required string FileName { get; init; }
        public required ScanState ScanState { get; init; }

        /// <summary>Such as PDF, 120 kB.</summary>
        public string Kind => $"{Path.GetExtension(FileName).TrimStart('.').ToUpperInvariant()}, {Math.Max(1, ByteLength / 1000):N0} kB";
    }

    public sealed record Answered
    {
        public required Guid Id { get; init; }
        public required Guid RoundId { get; init; }
        public required string Question { get; init; }
        public required string Answer { get; init; }
        public required DateTime PublishedAt { get; init; }
        public DateTime? CorrectedAt { get; init; }
        public DateTime? RemovedAt { get; init; }
        public required bool TellDrafts { get; init; }
        public DateTime? ToldAt { get; init; }
        public required int Version { get; init; }
    }

    public static Task<IReadOnlyList<File>> FilesAsync(Work work, Guid round) =>
        work.QueryAsync<File>(FileSql + " where g.RoundId = @round and g.RemovedAt is null order by g.AddedAt, g.Id", new { round });

    internal static Task<File> FileAsync(Work work, Guid round, Guid file) =>
        work.FindAsync<File>(FileSql + " where g.Id = @file and g.RoundId = @round and g.RemovedAt is null", new { file, round });

    /// <summary>Newest first.</summary>
    public static Task<IReadOnlyList<Answered>> AnswersAsync(Work work, Guid round) =>
        work.QueryAsync<Answered>(
            AnswerSql + " where q.RoundId = @round and q.RemovedAt is null order by q.PublishedAt desc, q.Id",
            new { round }
        );

    public static Task<Answered> AnswerAsync(Work work, Guid answer) =>
        work.FindAsync<Answered>(AnswerSql + " where q.Id = @answer and q.RemovedAt is null", new { answer });

    private const string FileSql = """
        select g.Id, g.Name, g.FileId, g.AddedAt, f.ByteLength, f.Name as FileName, f.ScanState
        from   GuidanceFile g
        join   StoredFile f on f.Id = g.FileId
        """;
    private const string AnswerSql = """
        select q.Id, q.RoundId, q.Question, q.Answer, q.PublishedAt, q.CorrectedAt, q.RemovedAt, q.TellDrafts, q.ToldAt, q.Version
        from   PublicAnswer q
        """;
}
