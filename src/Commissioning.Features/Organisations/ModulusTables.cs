using System.Text;
using Commissioning.Domain;
using Commissioning.Domain.Audit;
using Commissioning.Domain.Organisations;
using Commissioning.Platform.Data;
using Commissioning.Platform.Files;

namespace Commissioning.Features.Organisations;

/// <summary>Versions of Pay.UK's weight table, loaded from its published files.</summary>
public sealed class ModulusTables(Db db)
{
    public sealed record ModulusTableRow
    {
        public required string VersionName { get; init; }
        public required DateOnly ValidFrom { get; init; }
        public required int Lines { get; init; }
        public required string LoadedBy { get; init; }
        public required DateTime LoadedAt { get; init; }
    }

    /// <param name="Name">Without folders.</param>
    /// <param name="Content">A text or a zip of texts.</param>
    public sealed record TableFile(string Name, byte[] Content);

    public Task<ModulusTableAge> AgeAsync() => db.ReadAsync(AgeAsync);

    /// <summary>The table in force today, without its lines.</summary>
    internal static async Task<ModulusTableAge> AgeAsync(Work work)
    {
        var today = LondonTime.DateOf(work.Now);
        var row = await work.FirstOrDefaultAsync<InForceRow>(
            "select VersionName, ValidFrom from ModulusTable where ValidFrom <= @today order by ValidFrom desc",
            new { today }
        );
        return new(row?.VersionName, row?.ValidFrom, today);
    }

    public Task<IReadOnlyList<ModulusTableRow>> ListAsync() =>
        db.QueryAsync<ModulusTableRow>(
            "select m.VersionName, m.ValidFrom, m.Lines, p.DisplayName as LoadedBy, m.LoadedAt from ModulusTable m join Person p on p.Id = m.LoadedBy order by m.ValidFrom desc"
        );

    /// <summary>Loads both files, or a zip of them, in one change. Until they can be read whole, the table in use stays.</summary>
    /// <param name="versionName">As its publisher names it; empty: the name of the weight table's file.</param>
    /// <param name="validFrom">Null: today.</param>
    public async Task<Result> LoadAsync(Actor actor, string? versionName, DateOnly? validFrom, IReadOnlyList<TableFile> tables)
    {
        if (versionName?.Trim().Length > LongestName)
            return new Refusal($"Shorten the version to {LongestName} characters", nameof(versionName));
        List<(string Name, string Text)> texts = [];
        foreach (var file in tables)
            if (!AddTexts(file, texts, out var wrong))
                return new Refusal(wrong, nameof(tables));
        var (weights, substitutions, faults) = ModulusFiles.Read(texts);
        if (weights is not { } table || substitutions is null)
            return Refused(faults);
        var (read, unread) = ModulusTable.Read(table.Text, substitutions);
        if (read is null)
            return Refused(unread.Take(50));
        var name = versionName?.Trim() is { Length: > 0 } typed ? typed : NameFrom(table.Name);
        var id = Guid.CreateVersion7();
        return await db.ChangeAsync(
            actor,
            AuditAction.ModulusTableLoaded,
            id,
            async work =>
            {
                var day = validFrom ?? LondonTime.DateOf(work.Now);
                if (await work.ScalarAsync<int>("select count(*) from ModulusTable where ValidFrom = @day", new { day }) > 0)
                    return new Refusal($"A table is valid from {LondonTime.Date(day)} already. Enter another day.", nameof(validFrom));
                await work.ExecuteAsync(
                    "insert into ModulusTable (Id, VersionName, ValidFrom, Weights, Substitutions, Lines, LoadedBy, LoadedAt) values (@id, @name, @day, @Text, @substitutions, @Count, @By, @Now)",
                    new
                    {
                        id,
                        name,
                        day,
                        table.Text,
                        substitutions,
                        read.Weights.Count,
                        By = actor.Id,
                        work.Now,
                    }
                );
                work.Note(
                    $"{name}, valid from {LondonTime.Date(day)}: {read.Weights.Count} lines of weights, {read.Substitutions.Count} substitutions"
                );
                return Result.Done;
            }
        );
    }

    private const int LongestName = 50;

    private static Result Refused(IEnumerable<string> sentences) =>
        Result.Of(sentences.Select(sentence => new Refusal(sentence, "tables")).ToList());

    private static string NameFrom(string fileName) =>
        Path.GetFileNameWithoutExtension(fileName) is { Length: > LongestName } shortened
            ? shortened[..LongestName]
            : Path.GetFileNameWithoutExtension(fileName);

    /// <summary>The file's text, or those of the files in a zip, which is known by its first bytes.</summary>
    private static bool AddTexts(TableFile file, List<(string Name, string Text)> texts, out string wrong)
    {
        wrong = "";
        if (!file.Content.AsSpan().StartsWith("PK\u0003\u0004"u8))
        {
            texts.Add((file.Name, TextOf(new MemoryStream(file.Content))));
            return true;
        }
        try
        {
            using var zip = new BoundedArchive(
                file.Name,
                new MemoryStream(file.Content),
                ModulusFiles.MostFiles * (long)ModulusFiles.MostBytes
            );
            foreach (var part in zip.Names.Take(ModulusFiles.MostFiles))
            {
                using var content = zip.Open(part);
                var bytes = new byte[ModulusFiles.MostBytes + 1];
                var count = content.ReadAtLeast(bytes, bytes.Length, throwOnEndOfStream: false);
                if (count > ModulusFiles.MostBytes)
                {
                    wrong = ModulusFiles.TooLarge(Path.GetFileName(part));
                    break;
                }
                texts.Add((Path.GetFileName(part), TextOf(new MemoryStream(bytes, 0, count))));
            }
        }
        catch (InvalidDataException)
        {
            wrong = $"{file.Name} is a damaged zip. Download it again.";
        }
        catch (UnreadableFileException unreadable)
        {
            wrong = unreadable.Message;
        }
        return wrong == "";
    }

    private static string TextOf(Stream content)
    {
        using var reader = new StreamReader(content, Encoding.UTF8);
        return reader.ReadToEnd();
    }

    private sealed record InForceRow
    {
        public required string VersionName { get; init; }
        public required DateOnly ValidFrom { get; init; }
    }
}
