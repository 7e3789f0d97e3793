using Commissioning.Domain;
using Commissioning.Domain.Publishing;
using Commissioning.Platform.Data;

namespace Commissioning.Features.Publishing;

/// <summary>For everybody: the released files of the months, of grants or of other spending. Only the newest version of a month can be
/// read; of earlier ones the public reads that they were, when, and why they were corrected.</summary>
public sealed class OpenReleases(Db db)
{
    public Task<IReadOnlyList<ReleaseVersion>> MonthsAsync(ReleaseKind kind) =>
        db.QueryAsync<ReleaseVersion>(
            $"{Releases.VersionSql} where x.Kind = @kind and {Releases.IsPublicSql} order by x.Month desc, x.Version desc",
            new { kind }
        );

    /// <returns>The released versions, the newest first.</returns>
    public async Task<IReadOnlyList<ReleaseVersion>> GetMonthAsync(ReleaseKind kind, DateOnly month) =>
        await db.QueryAsync<ReleaseVersion>(
            $"{Releases.VersionSql} where x.Kind = @kind and x.Month = @month and x.ReleasedAt is not null order by x.Version desc",
            new { kind, month }
        )
            is { Count: > 0 } versions
            ? versions
            : throw new NotFoundException("No file of this month is released");

    /// <summary>The file as it is served, with its SHA-256.</summary>
    public async Task<(byte[] Content, string Sha256)> FileAsync(ReleaseKind kind, DateOnly month)
    {
        var row = await db.FindAsync<FileRow>(
            $"select x.Content, x.Sha256 from Release x where x.Kind = @kind and x.Month = @month and {Releases.IsPublicSql}",
            new { kind, month }
        );
        return (Releases.Bytes(row.Content), row.Sha256);
    }

    private sealed record FileRow
    {
        public required string Content { get; init; }
        public required string Sha256 { get; init; }
    }
}
