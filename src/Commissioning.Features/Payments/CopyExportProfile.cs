using Commissioning.Domain;
using Commissioning.Domain.Audit;
using Commissioning.Domain.Payments;
using Commissioning.Platform.Data;

namespace Commissioning.Features.Payments;

/// <summary>A new profile starts as a copy: of an example, or of one that the office has.</summary>
public sealed class CopyExportProfile(Db db)
{
    /// <param name="start">The key of an example, or the id of a profile.</param>
    public Task<Result<Guid>> RunAsync(Actor actor, string? start, ExportKind? kind, string? name)
    {
        var id = Guid.CreateVersion7();
        return db.ChangeAsync<Guid>(
            actor,
            AuditAction.ExportProfileCopied,
            id,
            async work =>
            {
                List<Refusal> wrong = [];
                var example = ExampleProfiles.All.FirstOrDefault(one => one.Key == start);
                var layout = example?.Layout;
                if (layout is null && Guid.TryParse(start, out var other))
                    layout = (await ExportProfiles.ListAsync(work)).FirstOrDefault(one => one.Id == other)?.Layout;
                if (layout is null)
                    wrong.Add(new("Choose what to start from", nameof(start)));
                if (kind is null)
                    wrong.Add(new("Choose what the file holds", nameof(kind)));
                if (NameRules.WhyNotAName(name, "a name for the profile", ExportRules.LongestName, nameof(name)) is { } unnamed)
                    wrong.Add(unnamed);
                else if (await SaveExportProfile.WhyNameInUseAsync(work, id, name!, nameof(name)) is { } used)
                    wrong.Add(used);
                if (wrong.Count > 0)
                    return wrong;
                await work.ExecuteAsync(
                    "insert into ExportProfile (Id, Name, Kind, Layout, SavedBy, SavedAt, Version) values (@id, @Name, @kind, @layout, @By, @Now, 1)",
                    new
                    {
                        id,
                        Name = name!.Trim(),
                        kind,
                        layout,
                        By = actor.Id,
                        work.Now,
                    }
                );
                work.Note($"{ExportRules.Name(kind!.Value)}. {ExportProfiles.Note(null, null, name.Trim(), layout!)}");
                return Result.Made(id);
            }
        );
    }
}
