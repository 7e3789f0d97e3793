using System.Globalization;
using Commissioning.Domain;
using Commissioning.Domain.Audit;
using Commissioning.Platform.Data;

namespace Commissioning.Features.Operations;

/// <summary>The list of backups that were made or tried, by the portal each night and by the verb.</summary>
public sealed class BackupRuns(Db db)
{
    /// <param name="place">The folder or container, as the operator knows it.</param>
    public async Task<Guid> BeginAsync(string place, bool isNightly)
    {
        var id = Guid.CreateVersion7();
        await db.HousekeepAsync(work =>
            work.ExecuteAsync(
                "insert into BackupRun (Id, IsNightly, State, StartedAt, Place) values (@id, @isNightly, 'Running', @Now, @Place)",
                new
                {
                    id,
                    isNightly,
                    work.Now,
                    Place = Sentences.Beginning(place, 399),
                }
            )
        );
        return id;
    }

    /// <param name="removed">How many old ones were removed.</param>
    public Task MadeAsync(Guid id, string place, MakeBackup.WrittenBackup made, int removed) =>
        db.RecordAsync(
            Actor.Portal,
            AuditAction.BackupMade,
            id,
            async work =>
            {
                var name = Path.GetFileName(made.Path);
                await work.ExecuteAsync(
                    "update BackupRun set State = @State, EndedAt = @Now, Name = @Name, Bytes = @Bytes, Sentence = @Sentence where Id = @id",
                    new
                    {
                        id,
                        State = made.Faults.Count == 0 ? "Made" : "Partly",
                        work.Now,
                        Name = Sentences.Beginning(name, 99),
                        made.Bytes,
                        Sentence = made.Faults.Count == 0 ? null : Sentences.Beginning(string.Join("; ", made.Faults), 590),
                    }
                );
                work.Note(
                    string.Create(
                        CultureInfo.InvariantCulture,
                        $"{name} in {place}: {made.Manifest.Rows.Values.Sum()} rows, {made.Manifest.Files} files, {made.Faults.Count} missing or damaged, {made.Bytes} bytes, verified. Old ones removed: {removed}"
                    )
                );
            }
        );

    public Task FailedAsync(Guid id, string sentence) =>
        db.RecordAsync(
            Actor.Portal,
            AuditAction.BackupNotMade,
            id,
            work =>
            {
                work.Note(sentence);
                return work.ExecuteAsync(
                    "update BackupRun set State = 'Failed', EndedAt = @Now, Sentence = @Sentence where Id = @id",
                    new
                    {
                        id,
                        work.Now,
                        Sentence = Sentences.Beginning(sentence, 590),
                    }
                );
            }
        );
}
