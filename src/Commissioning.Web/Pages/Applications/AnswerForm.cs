using Commissioning.Domain.Applications;
using Commissioning.Domain.Funds;
using Commissioning.Web.TagHelpers;
using Microsoft.AspNetCore.Mvc.ModelBinding;

namespace Commissioning.Web.Pages.Applications;

/// <summary>What is typed for a question of any kind, unparsed.</summary>
public sealed class AnswerForm
{
    private const int SpareRows = 3;

    public int Version { get; set; }
    public string? Text { get; set; }
    public DateParts Date { get; set; } = new();
    public string[] Chosen { get; set; } = [];
    public List<string?> Parts { get; set; } = [];
    public List<RowForm> Rows { get; set; } = [];

    /// <summary>Rows as copied from a spreadsheet: one per line, cells separated by tabs.</summary>
    public string? Pasted { get; set; }
    public bool Declared { get; set; }

    /// <summary>The page reads the file itself, so that its size is checked first.</summary>
    [BindNever]
    public IFormFile? File { get; set; }

    public sealed class RowForm
    {
        public List<string?> Cells { get; set; } = [];
    }

    public static AnswerForm From(Question question, string answer, int version)
    {
        var form = new AnswerForm { Version = version };
        switch (question.Kind)
        {
            case QuestionKind.Date:
                var parts = answer.Split('-');
                if (parts.Length == 3)
                    form.Date = new()
                    {
                        Year = parts[0],
                        Month = parts[1].TrimStart('0'),
                        Day = parts[2].TrimStart('0'),
                    };
                break;
            case QuestionKind.ManyOf:
                form.Chosen = [.. AnswerRules.Chosen(answer)];
                break;
            case QuestionKind.Address:
                form.Parts = [.. AnswerRules.Parts(answer, AnswerRules.AddressParts.Count)];
                break;
            case QuestionKind.Person:
                form.Parts = [.. AnswerRules.Parts(answer, AnswerRules.PersonParts.Count)];
                break;
            case QuestionKind.Table:
                form.Rows = AnswerRules.Rows(answer).Select(row => new RowForm { Cells = [.. row] }).ToList();
                break;
            case QuestionKind.Declaration:
                form.Declared = answer == "Yes";
                break;
            default:
                form.Text = answer;
                break;
        }
        return form.Complete(question);
    }

    /// <summary>Adds boxes for every part, and a few empty rows.</summary>
    public AnswerForm Complete(Question question)
    {
        var parts = question.Kind switch
        {
            QuestionKind.Address => AnswerRules.AddressParts.Count,
            QuestionKind.Person => AnswerRules.PersonParts.Count,
            _ => 0,
        };
        while (Parts.Count < parts)
            Parts.Add(null);
        if (question.Kind != QuestionKind.Table)
            return this;
        if (Rows.Count == 0)
            AddRows(question);
        foreach (var row in Rows)
            while (row.Cells.Count < question.Settings.Columns.Count)
                row.Cells.Add(null);
        return this;
    }

    public void AddRows(Question question)
    {
        for (var i = 0; i < SpareRows; i++)
            Rows.Add(new());
        foreach (var row in Rows)
            while (row.Cells.Count < question.Settings.Columns.Count)
                row.Cells.Add(null);
    }

    /// <summary>The answer as it is stored. An unreadable date is kept as typed.</summary>
    public string ToAnswer(Question question) =>
        question.Kind switch
        {
            QuestionKind.Date => Date.IsBlank ? ""
            : (question.Settings.Approximate ? Date.Typed.ToFirstDay() : Date.ToDate()) is { } date
                ? date.ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture)
            : $"{Date.Year?.Trim()}-{Date.Month?.Trim()}-{Date.Day?.Trim()}",
            QuestionKind.ManyOf => string.Join('\n', question.Settings.Options.Where(Chosen.Contains)),
            QuestionKind.Address or QuestionKind.Person => AnswerRules.OfParts(Parts),
            QuestionKind.Table => AnswerRules.OfRows(Rows.Select(row => (IReadOnlyList<string?>)row.Cells).Concat(PastedRows(question))),
            QuestionKind.Declaration => Declared ? "Yes" : "",
            // A test of the form takes no files, only that there would be one.
            QuestionKind.File => Declared ? "A file" : "",
            QuestionKind.Total => "",
            _ => Text?.Trim() ?? "",
        };

    private IEnumerable<IReadOnlyList<string?>> PastedRows(Question question) =>
        (Pasted ?? "")
            .Split('\n', StringSplitOptions.RemoveEmptyEntries)
            .Select(line => line.TrimEnd('\r').Split('\t').Take(question.Settings.Columns.Count).ToList<string?>());
}
