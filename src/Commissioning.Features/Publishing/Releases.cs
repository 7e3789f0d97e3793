using System.Security.Cryptography;
using System.Text;
using Commissioning.Domain;
using Commissioning.Domain.Publishing;
using Commissioning.Platform.Data;

namespace Commissioning.Features.Publishing;

/// <summary>The versions of the files of months, of either kind, as they are kept.</summary>
internal static class Releases
{
    public static Task<IReadOnlyList<ReleaseVersion>> VersionsAsync(Work work, ReleaseKind kind, DateOnly month) =>
        work.QueryAsync<ReleaseVersion>(
            $"{VersionSql} where x.Kind = @kind and x.Month = @month order by x.Version desc",
            new { kind, month }
        );

    public static async Task<IReadOnlyList<ReleaseLine>> LinesAsync(Work work, Guid release) =>
        GrantFile.Ordered(
            (
                await work.QueryAsync<LineRow>(
                    "select AwardId, Reference, Amount, Cells from ReleaseLine where ReleaseId = @release",
                    new { release }
                )
            ).Select(row => new ReleaseLine(row.AwardId, row.Reference, row.Amount, row.Cells))
        );

    /// <summary>Keeps a version; it is released when somebody is named who releases it.</summary>
    public static async Task WriteAsync(
        Work work,
        Guid id,
        ReleaseKind kind,
        DateOnly month,
        int version,
        byte[] content,
        IReadOnlyList<ReleaseLine> lines,
        string? whyCorrected,
        Guid preparedBy,
        Guid? releasedBy = null
    )
    {
        await work.ExecuteAsync(
            InsertSql,
            new
            {
                id,
                kind,
                month,
                version,
                Content = Text(content),
                Lines = lines.Count,
                Amount = lines.Sum(line => line.Amount),
                Sha256 = Sha256(content),
                whyCorrected,
                preparedBy,
                work.Now,
                releasedBy,
                ReleasedAt = releasedBy is null ? (DateTime?)null : work.Now,
            }
        );
        await work.ExecuteAsync(
            "insert into ReleaseLine (ReleaseId, AwardId, Reference, Amount, Cells) values (@id, @Award, @Reference, @Amount, @Cells)",
            lines.Select(line => new
            {
                id,
                line.Award,
                line.Reference,
                line.Amount,
                line.Cells,
            })
        );
    }

    /// <summary>For the trail: what a correction takes the place of, and why.</summary>
    public static string Before(ReleaseVersion? released, string? whyCorrected) =>
        released is null
            ? ""
            : $"; before: version {released.Number}, {released.Lines} rows, {released.Amount}; why: {whyCorrected?.Trim()}";

    /// <summary>Takes back what was prepared and not released.</summary>
    public static async Task RemovePreparedAsync(Work work, Guid release)
    {
        await work.ExecuteAsync("delete from ReleaseLine where ReleaseId = @release", new { release });
        await work.ExecuteAsync("delete from Release where Id = @release and ReleasedAt is null", new { release });
    }

    public static string Sha256(byte[] content) => Convert.ToHexStringLower(SHA256.HashData(content));

    /// <summary>The bytes as they are served; a database keeps text.</summary>
    public static byte[] Bytes(string content) => [.. Encoding.UTF8.Preamble, .. Encoding.UTF8.GetBytes(content)];

    private static string Text(byte[] content) => Encoding.UTF8.GetString(content.AsSpan(Encoding.UTF8.Preamble.Length));

    private sealed record LineRow
    {
        public required Guid AwardId { get; init; }
        public required string Reference { get; init; }
        public required Money Amount { get; init; }
        public required ReleaseCells Cells { get; init; }
    }

    /// <summary>The version that the public reads: the highest that is released.</summary>
    public const string IsPublicSql =
        "x.ReleasedAt is not null and not exists (select 1 from Release y where y.Kind = x.Kind and y.Month = x.Month and y.Version > x.Version and y.ReleasedAt is not null)";

    public const string VersionSql = """
        select    x.Id, x.Month, x.Version as Number, x.Lines, x.Amount, x.Sha256, x.WhyCorrected, x.PreparedBy as PreparedById, coalesce(p.DisplayName, 'Erased person') as PreparedBy, x.PreparedAt,
                  case when x.ReleasedBy is not null then coalesce(q.DisplayName, 'Erased person') end as ReleasedBy, x.ReleasedAt
        from      Release x
        left join Person p on p.Id = x.PreparedBy
        left join Person q on q.Id = x.ReleasedBy
        """;
    private const string InsertSql = """
        insert into Release (Id, Kind, Month, Version, Content, Lines, Amount, Sha256, WhyCorrected, PreparedBy, PreparedAt, ReleasedBy, ReleasedAt)
        values (@id, @kind, @month, @version, @Content, @Lines, @Amount, @Sha256, @whyCorrected, @preparedBy, @Now, @releasedBy, @ReleasedAt)
        """;
}
