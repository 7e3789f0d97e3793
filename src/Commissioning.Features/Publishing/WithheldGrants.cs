using Commissioning.Domain;
using Commissioning.Domain.Publishing;
using Commissioning.Platform.Data;

namespace Commissioning.Features.Publishing;

/// <summary>A grant no longer is public by name, or at all: each released file that has it gets a version without what is withheld. Only
/// its own row changes; what else has changed since waits for a correction that somebody reads.</summary>
internal static class WithheldGrants
{
    public static async Task TakeOutAsync(Work work, Actor actor, Guid award)
    {
        var files = await work.QueryAsync<ReleaseVersion>(
            $"{Releases.VersionSql} where x.Kind = 'Grants' and {Releases.IsPublicSql} and exists (select 1 from ReleaseLine l where l.ReleaseId = x.Id and l.AwardId = @award) order by x.Month, x.Version",
            new { award }
        );
        foreach (var file in files)
        {
            var now = await PublicGrants.FindAsync(work, "w.Id = @award", new { award });
            var lines = GrantFile.Ordered(
                (await Releases.LinesAsync(work, file.Id)).Where(line => line.Award != award).Concat(now.Select(GrantFile.LineOf))
            );
            var content = GrantFile.Write(lines);
            if (Releases.Sha256(content) != file.Sha256)
                await ReleaseSteps.WithholdAsync(work, actor, ReleaseKind.Grants, file, lines, content);
        }
    }
}
