using System.Globalization;

namespace Commissioning.Domain.Organisations;

/// <summary>A version of the weight table with its sort code substitutions (used by exception 5).</summary>
public sealed record ModulusTable(IReadOnlyList<ModulusWeight> Weights, IReadOnlyDictionary<string, string> Substitutions)
{
    /// <summary>Parses both files as Pay.UK publishes them, with columns separated by spaces. Every unreadable line is reported.</summary>
    public static (ModulusTable? Table, IReadOnlyList<string> Faults) Read(string weights, string substitutions)
    {
        var faults = new List<string>();
        var rows = new List<ModulusWeight>();
        foreach (var (number, parts) in Lines(weights))
        {
            var method =
                parts.Length > 2
                    ? parts[2] switch
                    {
                        "MOD10" => ModulusMethod.Modulus10,
                        "MOD11" => ModulusMethod.Modulus11,
                        "DBLAL" => ModulusMethod.DoubleAlternate,
                        _ => (ModulusMethod?)null,
                    }
                    : null;
            if (parts.Length is not (17 or 18))
                faults.Add($"Weights, line {number}: has {parts.Length} columns, but needs 17 or 18");
            else if (!IsSortCode(parts[0]) || !IsSortCode(parts[1]))
                faults.Add($"Weights, line {number}, columns 1 and 2: a range needs two sort codes of six digits");
            else if (Number(parts[0]) > Number(parts[1]))
                faults.Add($"Weights, line {number}: the range ends before it starts");
            else if (method is null)
                faults.Add($"Weights, line {number}, column 3: {parts[2]} is not MOD10, MOD11 or DBLAL");
            else if (
                parts
                    .Skip(3)
                    .FirstOrDefault(part => !int.TryParse(part, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out _)) is
                { } wrong
            )
                faults.Add($"Weights, line {number}: {wrong} is not a whole number");
            else if (parts.Length == 18 && Number(parts[17]) is < 1 or > 14)
                faults.Add($"Weights, line {number}, column 18: {parts[17]} is not an exception from 1 to 14");
            else
                rows.Add(
                    new(
                        Number(parts[0]),
                        Number(parts[1]),
                        method.Value,
                        parts[3..17].Select(Number).ToList(),
                        parts.Length == 18 ? Number(parts[17]) : 0
                    )
                );
        }
        if (faults.Count == 0 && rows.Count == 0)
            faults.Add("The weight table has no lines");
        var replaced = new Dictionary<string, string>();
        foreach (var (number, parts) in Lines(substitutions))
        {
            if (parts.Length != 2 || !IsSortCode(parts[0]) || !IsSortCode(parts[1]))
                faults.Add($"Substitutions, line {number}: needs two sort codes of six digits");
            else if (!replaced.TryAdd(parts[0], parts[1]))
                faults.Add($"Substitutions, line {number}: {parts[0]} is in the file twice");
        }
        return faults.Count > 0 ? (null, faults) : (new(rows, replaced), faults);
    }

    private static IEnumerable<(int Number, string[] Parts)> Lines(string text) =>
        text.Split('\n')
            .Select((line, i) => (i + 1, line.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)))
            .Where(line => line.Item2.Length > 0);

    private static bool IsSortCode(string text) => text.Length == 6 && text.All(char.IsAsciiDigit);

    private static int Number(string text) => int.Parse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture);
}
