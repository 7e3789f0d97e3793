using System.Globalization;
using Commissioning.Domain;
using Commissioning.Domain.Monitoring;
using Commissioning.Features.Applications;
using Commissioning.Platform.Documents;

namespace Commissioning.Features.Casework;

/// <summary>The file of a project as one paper, section by section, and the words that its sections share.</summary>
public static class ProjectPaper
{
    public static LetterDocument Of(ProjectFile.Contents file, Office office)
    {
        List<LetterBlock> blocks =
        [
            new Paragraph(
                $"Everything on record at {LondonTime.DateAndTime(file.At)} (UK time), word for word. Equality answers, account numbers and concerns are kept apart and are never part of this file. Numbers of people from 1 to {SmallNumbers.Fewest - 1} within a question about them are not shown."
            ),
        ];
        foreach (var section in ProjectFileSections.All)
        {
            if (section.Title.Length > 0)
                blocks.Add(new Heading(2, section.Title));
            blocks.AddRange(section.Parts.Where(part => !part.IsOfReturn).SelectMany(part => part.Print(file[part], file)));
            if (section == ProjectFileSections.Application)
                blocks.AddRange(
                    CopyPaper
                        .Of(file.Application.Copy, office, warning: file.Application.WhyNotAsReceived)
                        .Blocks.Select(block => block is Heading heading ? heading with { Level = heading.Level + 1 } : block)
                );
        }
        return new()
        {
            Title = $"Project file: {file.Project.Reference}, {file.Project.ProjectName}",
            IsPaper = true,
            Reference = file.Project.Reference,
            Date = LondonTime.DateOf(file.At),
            Sender = office.Sender,
            Blocks = blocks,
        };
    }

    /// <summary>"OfferWithdrawn" is "Offer withdrawn".</summary>
    public static string Words(string name) =>
        string.Concat(
            name.Select(
                (letter, i) =>
                    i == 0 ? char.ToUpperInvariant(letter).ToString()
                    : char.IsUpper(letter) ? " " + char.ToLowerInvariant(letter)
                    : letter == '-' ? " "
                    : letter.ToString()
            )
        );

    /// <summary>A part that is one table.</summary>
    /// <param name="onlyIfAny">Without rows nothing is said, not even "none".</param>
    internal static ProjectFilePart Table(
        string caption,
        string sql,
        IReadOnlyList<string> columns,
        Func<ProjectFileRow, IReadOnlyList<string>> say,
        IReadOnlyList<int>? numeric = null,
        Func<IReadOnlyList<ProjectFileRow>, IReadOnlyList<string>>? total = null,
        bool onlyIfAny = false,
        bool ofReturn = false,
        string? before = null,
        ProjectFilePart.TableFile? file = null
    ) =>
        new(sql)
        {
            Print = (rows, _) =>
            {
                if (rows.Count == 0 && (onlyIfAny || ofReturn))
                    return [];
                var table = TableOf(caption, columns, rows.Select(say).ToList(), numeric ?? [], total?.Invoke(rows));
                return before is null ? [table] : [new Paragraph(before), table];
            },
            IsOfReturn = ofReturn,
            Table = file,
        };

    /// <summary>A part whose rows are each written as separate blocks.</summary>
    internal static ProjectFilePart Each(string sql, string none, Func<ProjectFileRow, IEnumerable<LetterBlock>> say) =>
        new(sql) { Print = (rows, _) => rows.Count == 0 ? [new Paragraph(none)] : rows.SelectMany(say) };

    internal static LetterBlock TableOf(
        string caption,
        IReadOnlyList<string> columns,
        IReadOnlyList<IReadOnlyList<string>> rows,
        IReadOnlyList<int> numeric,
        IReadOnlyList<string>? totals = null
    ) =>
        rows.Count > 0
            ? new Figures(caption, columns.Select((column, i) => new Column(column, numeric.Contains(i))).ToList(), rows, totals)
            : new Paragraph($"{caption}: none.");

    internal static IReadOnlyList<string> Row(params string?[] cells) => cells.Select(cell => cell ?? "").ToList();

    internal static KeyValues Facts(params (string Key, string? Value)[] facts) =>
        new(facts.Where(fact => !string.IsNullOrEmpty(fact.Value)).Select(fact => new Fact(fact.Key, fact.Value!)).ToList());

    internal static string Join(params string?[] parts) => string.Join(", ", parts.Where(part => !string.IsNullOrEmpty(part)));

    internal static string By(string? name) => name is null ? "" : $", {name}";

    /// <summary>The day of a moment, in UK time; nothing when there is none.</summary>
    internal static string Date(ProjectFileRow row, string column) => row.At(column) is { } utc ? LondonTime.Date(utc) : "";

    internal static string Day(ProjectFileRow row, string column) => row.Day(column) is { } date ? LondonTime.Date(date) : "";

    internal static string? Period(ProjectFileRow row, string from = "StartsOn", string to = "EndsOn") =>
        row.Has(from) && row.Has(to) ? $"{Day(row, from)} to {Day(row, to)}" : null;

    /// <summary>A hash on two lines, so that it leaves room for the other columns.</summary>
    internal static string InTwo(string hash) => $"{hash[..32]}\n{hash[32..]}";

    internal static string Number(long number) => number.ToString("N0", CultureInfo.InvariantCulture);

    // In the table files: for a spreadsheet, not for a reader.
    internal static string IsoDay(ProjectFileRow row, string column) =>
        row.Day(column)?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture) ?? "";

    internal static string Utc(ProjectFileRow row, string column) =>
        row.At(column)?.ToString("yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture) ?? "";
}
