using Commissioning.Domain;
using Commissioning.Domain.Audit;
using Commissioning.Domain.Payments;
using Commissioning.Platform.Data;

namespace Commissioning.Features.Payments;

/// <summary>Changes what files of a profile will look like. Exports that were made keep theirs.</summary>
public sealed class SaveExportProfile(Db db)
{
    public Task<Result> RunAsync(Actor actor, Guid profile, int version, string? name, ExportLayout layout) =>
        db.ChangeAsync(
            actor,
            AuditAction.ExportProfileSaved,
            profile,
            async work =>
            {
                var before = await ExportProfiles.GetAsync(work, profile);
                var wrong = ExportRules.WhyNotAProfile(name, layout).ToList();
                if (before.RetiredAt is not null)
                    wrong.Add(new("This profile is no longer used. Copy it to use it again."));
                if (wrong.Count == 0 && await WhyNameInUseAsync(work, profile, name!, nameof(name)) is { } used)
                    wrong.Add(used);
                if (wrong.Count > 0)
                    return Result.Of(wrong);
                await work.ExecuteOneAsync(
                    "update ExportProfile set Name = @Name, Layout = @layout, SavedBy = @By, SavedAt = @Now, Version = Version + 1 where Id = @profile and Version = @version",
                    new
                    {
                        profile,
                        version,
                        Name = name!.Trim(),
                        layout,
                        By = actor.Id,
                        work.Now,
                    }
                );
                work.Note(ExportProfiles.Note(before.Name, before.Layout, name.Trim(), layout));
                return Result.Done;
            }
        );

    internal static async Task<Refusal?> WhyNameInUseAsync(Work work, Guid profile, string name, string field) =>
        await work.ScalarAsync<int>(
            "select count(*) from ExportProfile where lower(Name) = @Lower and Id <> @profile",
            new { Lower = name.Trim().ToLowerInvariant(), profile }
        ) > 0
            ? new("Another profile has this name", field)
            : null;
}
