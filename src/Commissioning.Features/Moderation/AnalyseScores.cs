using System.Globalization;
using System.Runtime.InteropServices;
using System.Text;
using System.Text.Json;
using Commissioning.Domain.Moderation;
using CsvHelper;
using CsvHelper.Configuration;

namespace Commissioning.Features.Moderation;

/// <summary>
/// Panel health of a spreadsheet of any past round: columns application, scorer, score and perhaps criterion; an empty score is a missing
/// mark, never nought. With weights a marker's total is exact: the sum of weight x score / maximum; it is missing while one criterion is.
/// </summary>
public static class AnalyseScores
{
    public const int MostFaults = 50;

    /// <param name="Maximum">The highest score; the lowest is nought.</param>
    public sealed record Weighted(string Name, decimal Weight, decimal Maximum);

    public sealed record Result(
        IReadOnlyList<string> Applications,
        IReadOnlyList<string> Scorers,
        PanelHealth Health,
        IReadOnlyList<(string Criterion, PanelHealth Health)> ByCriterion
    );

    /// <returns>The result, or what is wrong with each line, at most <see cref="MostFaults"/> of them; never both.</returns>
    public static (Result? Result, IReadOnlyList<string> Faults) Read(TextReader scores, TextReader? criteria)
    {
        var faults = new List<string>();
        var weights = criteria is null ? null : Weights(criteria, faults);
        if (faults.Count > 0)
            return (null, faults);
        using var csv = Parser(scores);
        if (!csv.Read())
            return (null, ["The file is empty. Its first line must name the columns application, scorer, score"]);
        var header = csv.Record!.Select(name => name.Trim().ToLowerInvariant()).ToList();
        var (application, scorer, score, criterion) = (
            header.IndexOf("application"),
            header.IndexOf("scorer"),
            header.IndexOf("score"),
            header.IndexOf("criterion")
        );
        foreach (var (place, name) in new[] { (application, "application"), (scorer, "scorer"), (score, "score") })
            if (place < 0)
                faults.Add(
                    $"Line 1: there is no column {name}. The columns are application, scorer, score and, if scores are by criterion, criterion"
                );
        if (weights is not null && criterion < 0)
            faults.Add("Line 1: there are weights of criteria, and no column criterion");
        if (faults.Count > 0)
            return (null, faults);

        var (applications, scorers, names) = (new Names(), new Names(), new Names());
        if (weights is not null)
            foreach (var one in weights)
                names.Of(one.Name);
        var marks = new List<Mark>();
        while (csv.Read())
        {
            var line = csv.RawRow;
            string Cell(int place) => place < csv.Count ? csv[place].Trim() : "";
            var (bid, marker, text) = (Cell(application), Cell(scorer), Cell(score));
            if (csv.Count == 1 && csv[0].Length == 0)
                continue;
            if (faults.Count >= MostFaults)
                break;
            if (bid.Length == 0)
            {
                faults.Add($"Line {line}, application: is empty");
                continue;
            }
            if (marker.Length == 0)
            {
                faults.Add($"Line {line}, scorer: is empty");
                continue;
            }
            var part = 0;
            if (criterion >= 0)
            {
                var name = Cell(criterion);
                if (name.Length == 0)
                {
                    faults.Add($"Line {line}, criterion: is empty");
                    continue;
                }
                if (weights is not null && !names.Knows(name))
                {
                    faults.Add($"Line {line}, criterion: {name} is not in the file of criteria");
                    continue;
                }
                part = names.Of(name);
            }
            decimal? value = null;
            if (text.Length > 0)
            {
                if (
                    !decimal.TryParse(
                        text.TrimEnd('%'),
                        NumberStyles.AllowDecimalPoint | NumberStyles.AllowLeadingSign,
                        CultureInfo.InvariantCulture,
                        out var given
                    )
                )
                {
                    faults.Add($"Line {line}, score: \"{text}\" is not a number. Leave it empty where there is no mark");
                    continue;
                }
                if (weights is not null && (given < 0 || given > weights[part].Maximum))
                {
                    faults.Add(
                        string.Create(
                            CultureInfo.InvariantCulture,
                            $"Line {line}, score: {given} is off the scale of {weights[part].Name}, 0 to {weights[part].Maximum}"
                        )
                    );
                    continue;
                }
                value = given;
            }
            marks.Add(new(applications.Of(bid), scorers.Of(marker), part, value, line));
        }
        if (faults.Count == 0 && marks.Count == 0)
            faults.Add("There is no mark below the first line");
        if (faults.Count > 0)
            return (null, faults);

        // By name, so that the order of the lines changes nothing.
        var (bidPlaces, bidNames) = applications.Sorted();
        var (markerPlaces, markerNames) = scorers.Sorted();
        var ordered = CollectionsMarshal.AsSpan(marks);
        for (var i = 0; i < ordered.Length; i++)
            ordered[i] = ordered[i] with { Bid = bidPlaces[ordered[i].Bid], Marker = markerPlaces[ordered[i].Marker] };
        ordered.Sort(
            (a, b) =>
                a.Bid != b.Bid ? a.Bid.CompareTo(b.Bid)
                : a.Marker != b.Marker ? a.Marker.CompareTo(b.Marker)
                : a.Part != b.Part ? a.Part.CompareTo(b.Part)
                : a.Line.CompareTo(b.Line)
        );
        for (var i = 1; i < ordered.Length && faults.Count < MostFaults; i++)
            if (
                ordered[i] is var mark
                && ordered[i - 1] is var before
                && (mark.Bid, mark.Marker, mark.Part) == (before.Bid, before.Marker, before.Part)
            )
                faults.Add(
                    $"Line {mark.Line}: {markerNames[mark.Marker]} has a mark for {bidNames[mark.Bid]}{(criterion < 0 ? "" : $", {names.All[mark.Part]},")} already, in line {before.Line}"
                );
        if (faults.Count > 0)
            return (null, faults);

        var parts = criterion < 0 ? 1 : names.All.Count;
        var health = PanelHealth.Of(new(bidNames.Count, markerNames.Count, Totals(marks, parts, weights)));
        var byCriterion =
            criterion < 0
                ? []
                : Enumerable
                    .Range(0, parts)
                    .OrderBy(part => names.All[part], StringComparer.Ordinal)
                    .Select(part =>
                        (
                            names.All[part],
                            PanelHealth.Of(
                                new(
                                    bidNames.Count,
                                    markerNames.Count,
                                    marks
                                        .Where(mark => mark.Part == part && mark.Value is not null)
                                        .Select(mark => (mark.Bid, mark.Marker, (double)mark.Value!.Value))
                                )
                            )
                        )
                    )
                    .ToList();
        return (new(bidNames, markerNames, health, byCriterion), []);
    }

    /// <summary>One total for each marker of each bid who gave every criterion a mark; without weights the criteria count alike.</summary>
    private static IEnumerable<(int, int, double)> Totals(List<Mark> ordered, int parts, IReadOnlyList<Weighted>? weights)
    {
        for (var first = 0; first < ordered.Count; )
        {
            var last = first;
            decimal total = 0;
            var given = 0;
            for (; last < ordered.Count && ordered[last].Bid == ordered[first].Bid && ordered[last].Marker == ordered[first].Marker; last++)
            {
                if (ordered[last].Value is not { } value)
                    continue;
                given++;
                total += weights is null ? value / parts : weights[ordered[last].Part].Weight * value / weights[ordered[last].Part].Maximum;
            }
            if (given == parts)
                yield return (ordered[first].Bid, ordered[first].Marker, (double)total);
            first = last;
        }
    }

    private static IReadOnlyList<Weighted> Weights(TextReader criteria, List<string> faults)
    {
        using var csv = Parser(criteria);
        var rows = new List<Weighted>();
        var header = csv.Read() ? csv.Record!.Select(name => name.Trim().ToLowerInvariant()).ToList() : [];
        var (name, weight, maximum) = (header.IndexOf("criterion"), header.IndexOf("weight"), header.IndexOf("maximum"));
        if (name < 0 || weight < 0)
        {
            faults.Add("Criteria, line 1: the columns are criterion, weight and, if the highest score is not 5, maximum");
            return [];
        }
        while (csv.Read())
        {
            string Cell(int place) => place >= 0 && place < csv.Count ? csv[place].Trim() : "";
            if (csv.Count == 1 && csv[0].Length == 0)
                continue;
            var line = csv.RawRow;
            if (
                !decimal.TryParse(Cell(weight).TrimEnd('%'), NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var share)
                || share <= 0
            )
                faults.Add($"Criteria, line {line}, weight: \"{Cell(weight)}\" is not a number above 0");
            else if (
                !decimal.TryParse(
                    Cell(maximum) is { Length: > 0 } typed ? typed : "5",
                    NumberStyles.AllowDecimalPoint,
                    CultureInfo.InvariantCulture,
                    out var most
                )
                || most <= 0
            )
                faults.Add($"Criteria, line {line}, maximum: \"{Cell(maximum)}\" is not a number above 0");
            else if (Cell(name).Length == 0)
                faults.Add($"Criteria, line {line}, criterion: is empty");
            else if (rows.Any(row => row.Name == Cell(name)))
                faults.Add($"Criteria, line {line}, criterion: {Cell(name)} is there already");
            else
                rows.Add(new(Cell(name), share, most));
        }
        if (faults.Count == 0 && rows.Sum(row => row.Weight) != 100)
            faults.Add(
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"Criteria: the weights must add up to 100. They add up to {rows.Sum(row => row.Weight)}"
                )
            );
        return rows;
    }

    /// <summary>
    /// JSON: counts; icc.single and icc.average, each model1 to model3; kendallW; alpha.ordinal and alpha.interval; markers and applications,
    /// each by name; criteria with the same measures. What cannot be calculated is null.
    /// </summary>
    public static string Json(Result result) =>
        JsonSerializer.Serialize(
            new
            {
                counts = new
                {
                    applications = result.Health.Bids,
                    markers = result.Health.Markers,
                    marks = result.Health.Marks,
                    missing = result.Health.Bids * (long)result.Health.Markers - result.Health.Marks,
                    complete = result.Health.CompleteBids,
                },
                icc = Icc(result.Health),
                kendallW = result.Health.KendallW,
                alpha = Alpha(result.Health),
                markers = result.Health.ByMarker.Select(one => new
                {
                    scorer = result.Scorers[one.Marker],
                    marks = one.Marks,
                    mean = one.Mean,
                    spread = one.Spread,
                    consistency = one.Consistency,
                    strictness = one.Strictness,
                }),
                applications = result.Health.ByBid.Select(one => new
                {
                    application = result.Applications[one.Bid],
                    marks = one.Marks,
                    mean = one.Mean,
                    lowest = one.Lowest,
                    highest = one.Highest,
                    adjusted = one.Adjusted,
                }),
                criteria = result.ByCriterion.Select(one => new
                {
                    criterion = one.Criterion,
                    icc = Icc(one.Health),
                    kendallW = one.Health.KendallW,
                    alpha = Alpha(one.Health),
                }),
            },
            Indented
        );

    private static readonly JsonSerializerOptions Indented = new() { WriteIndented = true };

    private static object Icc(PanelHealth health) =>
        new
        {
            single = new
            {
                model1 = health.OneMarker.Model1,
                model2 = health.OneMarker.Model2,
                model3 = health.OneMarker.Model3,
            },
            average = new
            {
                model1 = health.Average.Model1,
                model2 = health.Average.Model2,
                model3 = health.Average.Model3,
            },
        };

    private static object Alpha(PanelHealth health) => new { ordinal = health.AlphaOrdinal, interval = health.AlphaInterval };

    public static string Text(Result result)
    {
        var health = result.Health;
        var text = new StringBuilder();
        void Line(string words) => text.Append(words).Append('\n');
        static string Number(double? value) =>
            value is { } given ? given.ToString("0.000", CultureInfo.InvariantCulture) : "cannot be calculated";
        static string Cell(double? value, int width = 12) =>
            (value is { } given ? given.ToString("0.00", CultureInfo.InvariantCulture) : "-").PadLeft(width);
        Line(
            $"{health.Bids} applications, {health.Markers} markers, {health.Marks} marks, {health.Bids * (long)health.Markers - health.Marks} missing; {health.CompleteBids} applications have every mark"
        );
        Line("");
        Line("Agreement");
        foreach (
            var (name, value) in new[]
            {
                ("Intraclass correlation, one marker, model 1", health.OneMarker.Model1),
                ("Intraclass correlation, one marker, model 2", health.OneMarker.Model2),
                ("Intraclass correlation, one marker, model 3", health.OneMarker.Model3),
                ("Intraclass correlation, mean of all, model 1", health.Average.Model1),
                ("Intraclass correlation, mean of all, model 2", health.Average.Model2),
                ("Intraclass correlation, mean of all, model 3", health.Average.Model3),
                ("Kendall's W", health.KendallW),
                ("Krippendorff's alpha, ordinal", health.AlphaOrdinal),
                ("Krippendorff's alpha, interval", health.AlphaInterval),
            }
        )
            Line($"  {name, -46} {Number(value)}");
        var width = Math.Max(11, Math.Min(40, result.Scorers.Concat(result.Applications).Max(name => name.Length)));
        string Named(string name) => (name.Length > width ? name[..(width - 1)] + "…" : name).PadRight(width);
        Line("");
        Line($"{Named("Marker")} {"Marks", 8} {"Mean", 12} {"Spread", 12} {"Consistency", 12} {"Strictness", 12}");
        foreach (var one in health.ByMarker)
            Line(
                $"{Named(result.Scorers[one.Marker])} {one.Marks, 8} {Cell(one.Mean)} {Cell(one.Spread)} {Cell(one.Consistency)} {Cell(one.Strictness)}"
            );
        Line("");
        Line($"{Named("Application")} {"Marks", 8} {"Mean", 12} {"Lowest", 12} {"Highest", 12} {"Adjusted", 12}");
        foreach (var one in health.ByBid)
            Line(
                $"{Named(result.Applications[one.Bid])} {one.Marks, 8} {Cell(one.Mean)} {Cell(one.Lowest)} {Cell(one.Highest)} {Cell(one.Adjusted)}"
            );
        Line("");
        Line("Adjusted: a check where marks are missing, the mean with each marker's strictness taken off. It is never a score.");
        return text.ToString();
    }

    private static CsvParser Parser(TextReader reader) =>
        new(
            reader,
            new CsvConfiguration(CultureInfo.InvariantCulture)
            {
                IgnoreBlankLines = true,
                BadDataFound = null,
                CacheFields = true,
                DetectDelimiter = true,
                DetectDelimiterValues = [",", ";", "\t"],
            }
        );

    private readonly record struct Mark(int Bid, int Marker, int Part, decimal? Value, int Line);

    private sealed class Names
    {
        private readonly Dictionary<string, int> places = new(StringComparer.Ordinal);

        public List<string> All { get; } = [];

        public bool Knows(string name) => places.ContainsKey(name);

        public int Of(string name)
        {
            if (places.TryGetValue(name, out var place))
                return place;
            All.Add(name);
            return places[name] = All.Count - 1;
        }

        public (int[] Places, IReadOnlyList<string> Sorted) Sorted()
        {
            var order = Enumerable.Range(0, All.Count).OrderBy(place => All[place], StringComparer.Ordinal).ToArray();
            var places = new int[All.Count];
            for (var i = 0; i < order.Length; i++)
                places[order[i]] = i;
            return (places, order.Select(place => All[place]).ToList());
        }
    }
}
