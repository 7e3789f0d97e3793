namespace Commissioning.Domain.Organisations;

/// <summary>Tells Pay.UK's two files apart by what is in them, whatever their names: the weight table (valacdos.txt) and the sort code
/// substitutions (scsubtab.txt).</summary>
public static class ModulusFiles
{
    /// <summary>Bytes of one file. The published table has about 100 KB.</summary>
    public const int MostBytes = 5_000_000;

    /// <summary>Files that may be chosen together or stand in one zip.</summary>
    public const int MostFiles = 20;

    public static string TooLarge(string name) => $"{name} is larger than 5 MB, so it is not one of Pay.UK's two files";

    /// <summary>Both texts, or a sentence for each reason why they are not there. Another file beside the two, such as a note in the
    /// zip, is passed over.</summary>
    /// <returns>The weight table with its file's name.</returns>
    public static ((string Name, string Text)? Weights, string? Substitutions, IReadOnlyList<string> Faults) Read(
        IReadOnlyList<(string Name, string Text)> files
    )
    {
        if (files.Count == 0)
            return (null, null, ["Choose both files, valacdos.txt and scsubtab.txt, or a zip of them"]);
        var (weights, substitutions) = (files.Where(IsWeights).ToList(), files.Where(IsSubstitutions).ToList());
        List<string> faults =
        [
            .. weights.Skip(1).Select(file => $"{file.Name} is a second weight table. Choose one."),
            .. substitutions.Skip(1).Select(file => $"{file.Name} is a second list of sort code substitutions. Choose one."),
        ];
        if (weights.Count == 0 || substitutions.Count == 0)
        {
            faults.AddRange(files.Where(file => !IsWeights(file) && !IsSubstitutions(file)).Select(WhyNeither));
            if (weights.Count > 0)
                faults.Add("Add the sort code substitutions, such as scsubtab.txt. Only the weight table is here.");
            else if (substitutions.Count > 0)
                faults.Add("Add the weight table, such as valacdos.txt. Only the sort code substitutions are here.");
        }
        return faults.Count > 0 ? (null, null, faults) : (weights[0], substitutions[0].Text, faults);
    }

    private static bool IsWeights((string Name, string Text) file) =>
        ColumnsOf(file.Text) is { Length: > 2 } columns && StartsWithCodes(columns);

    private static bool IsSubstitutions((string Name, string Text) file) =>
        ColumnsOf(file.Text) is { Length: 2 } columns && StartsWithCodes(columns);

    private static string WhyNeither((string Name, string Text) file) =>
        string.IsNullOrWhiteSpace(file.Text) ? $"{file.Name} is empty"
        : file.Text.TrimStart().StartsWith('<') ? $"{file.Name} is a web page. Download the table itself from Pay.UK, and choose that file."
        : $"{file.Name} is neither the weight table nor the sort code substitutions. Each line of these starts with two sort codes of six digits.";

    private static bool StartsWithCodes(string[] columns) =>
        columns.Take(2).All(column => column.Length == 6 && column.All(char.IsAsciiDigit));

    /// <summary>Columns of the first line that is not empty.</summary>
    private static string[] ColumnsOf(string text)
    {
        var start = text.AsSpan().TrimStart();
        var end = start.IndexOf('\n');
        return (end < 0 ? start : start[..end]).ToString().Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries);
    }
}
