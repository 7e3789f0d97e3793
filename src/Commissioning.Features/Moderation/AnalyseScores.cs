using System.Globalization;
using System.Runtime.InteropServices;
using System.Text;
using System.Text.Json;
using Commissioning.Domain.Moderation;
using CsvHelper;
using CsvHelper.Configuration;

namespace Commissioning.Features.Moderation;

/// <summary>Panel health of a spreadsheet of any past round: columns application, assessor, score and optionally criterion. An empty score
/// is missing, never zero. With weights, an assessor's total is exact (the sum of weight x score / maximum), and missing while one
/// criterion is.</summary>
public static class AnalyseScores
{
    public const int MostFaults = 50;

    /// <param name="Maximum">The highest score; the lowest is zero.</param>
    public sealed record Weighted(string Name, decimal Weight, decimal Maximum);

    public sealed record ScoreAnalysis(
        IReadOnlyList<string> Applications,
        IReadOnlyList<string> Assessors,
        PanelHealth Health,
        IReadOnlyList<(string Criterion, PanelHealth Health)> ByCriterion
    );

    /// <returns>The result, or the faults by line, at most <see cref="MostFaults"/>; never both.</returns>
    public static (ScoreAnalysis? ScoreAnalysis, IReadOnlyList<string> Faults) Read(TextReader scores, TextReader? criteria)
    {
        var faults = new List<string>();
        var weights = criteria is null ? null : Weights(criteria, faults);
        if (faults.Count > 0)
            return (null, faults);
        using var csv = Parser(scores);
        if (!csv.Read())
            return (null, ["The file is empty. Its first line must name the columns application, assessor, score"]);
        var header = csv.Record!.Select(name => name.Trim().ToLowerInvariant()).ToList();
        var (application, assessor, score, criterion) = (
            header.IndexOf("application"),
            header.IndexOf("assessor"),
            header.IndexOf("score"),
            header.IndexOf("criterion")
        );
        foreach (var (place, name) in new[] { (application, "application"), (assessor, "assessor"), (score, "score") })
            if (place < 0)
                faults.Add(
                    $"Line 1: there is no column {name}. The columns are application, assessor, score and, if scores are by criterion, criterion"
                );
        if (weights is not null && criterion < 0)
            faults.Add("Line 1: there are weights of criteria, and no column criterion");
        if (faults.Count > 0)
            return (null, faults);

        var (applications, assessors, names) = (new Names(), new Names(), new Names());
        if (weights is not null)
            foreach (var one in weights)
                names.Of(one.Name);
        var read = new List<FileScore>();
        while (csv.Read())
        {
            var line = csv.RawRow;
            string Cell(int place) => place < csv.Count ? csv[place].Trim() : "";
            var (submitted, member, text) = (Cell(application), Cell(assessor), Cell(score));
            if (csv.Count == 1 && csv[0].Length == 0)
                continue;
            if (faults.Count >= MostFaults)
                break;
            if (submitted.Length == 0)
            {
                faults.Add($"Line {line}, application: is empty");
                continue;
            }
            if (member.Length == 0)
            {
                faults.Add($"Line {line}, assessor: is empty");
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
                        out var number
                    )
                )
                {
                    faults.Add($"Line {line}, score: \"{text}\" is not a number. Leave it empty where there is no score");
                    continue;
                }
                if (weights is not null && (number < 0 || number > weights[part].Maximum))
                {
                    faults.Add(
                        string.Create(
                            CultureInfo.InvariantCulture,
                            $"Line {line}, score: {number} is off the scale of {weights[part].Name}, 0 to {weights[part].Maximum}"
                        )
                    );
                    continue;
                }
                value = number;
            }
            read.Add(new(applications.Of(submitted), assessors.Of(member), part, value, line));
        }
        if (faults.Count == 0 && read.Count == 0)
            faults.Add("There is no score below the first line");
        if (faults.Count > 0)
            return (null, faults);

        // By name, so that the order of lines does not matter.
        var (applicationPlaces, applicationNames) = applications.Sorted();
        var (assessorPlaces, assessorNames) = assessors.Sorted();
        var ordered = CollectionsMarshal.AsSpan(read);
        for (var i = 0; i < ordered.Length; i++)
            ordered[i] = ordered[i] with
            {
                Application = applicationPlaces[ordered[i].Application],
                Assessor = assessorPlaces[ordered[i].Assessor],
            };
        ordered.Sort(
            (a, b) =>
                a.Application != b.Application ? a.Application.CompareTo(b.Application)
                : a.Assessor != b.Assessor ? a.Assessor.CompareTo(b.Assessor)
                : a.Part != b.Part ? a.Part.CompareTo(b.Part)
                : a.Line.CompareTo(b.Line)
        );
        for (var i = 1; i < ordered.Length && faults.Count < MostFaults; i++)
            if (
                ordered[i] is var second
                && ordered[i - 1] is var before
                && (second.Application, second.Assessor, second.Part) == (before.Application, before.Assessor, before.Part)
            )
                faults.Add(
                    $"Line {second.Line}: {assessorNames[second.Assessor]} has a score for {applicationNames[second.Application]}{(criterion < 0 ? "" : $", {names.All[second.Part]},")} already, in line {before.Line}"
                );
        if (faults.Count > 0)
            return (null, faults);

        var parts = criterion < 0 ? 1 : names.All.Count;
        var health = PanelHealth.Of(new(applicationNames.Count, assessorNames.Count, Totals(read, parts, weights)));
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
                                    applicationNames.Count,
                                    assessorNames.Count,
                                    read.Where(read => read.Part == part && read.Value is not null)
                                        .Select(read => (read.Application, read.Assessor, (double)read.Value!.Value))
                                )
                            )
                        )
                    )
                    .ToList();
        return (new(applicationNames, assessorNames, health, byCriterion), []);
    }

    /// <summary>A total for each assessor and application with a score for every criterion; without weights, criteria count
    /// equally.</summary>
    private static IEnumerable<(int, int, double)> Totals(List<FileScore> ordered, int parts, IReadOnlyList<Weighted>? weights)
    {
        for (var first = 0; first < ordered.Count; )
        {
            var last = first;
            decimal total = 0;
            var given = 0;
            for (
                ;
                last < ordered.Count
                    && ordered[last].Application == ordered[first].Application
                    && ordered[last].Assessor == ordered[first].Assessor;
                last++
            )
            {
                if (ordered[last].Value is not { } value)
                    continue;
                given++;
                total += weights is null ? value / parts : weights[ordered[last].Part].Weight * value / weights[ordered[last].Part].Maximum;
            }
            if (given == parts)
                yield return (ordered[first].Application, ordered[first].Assessor, (double)total);
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

    /// <summary>JSON: counts; icc.single and icc.average, each model1 to model3; kendallW; alpha.ordinal and alpha.interval; assessors and
    /// applications, each by name; criteria with the same measures. Null: cannot be calculated.</summary>
    public static string Json(ScoreAnalysis result) =>
        JsonSerializer.Serialize(
            new
            {
                counts = new
                {
                    applications = result.Health.Applications,
                    assessors = result.Health.Assessors,
                    scores = result.Health.Scores,
                    missing = result.Health.Applications * (long)result.Health.Assessors - result.Health.Scores,
                    complete = result.Health.CompleteApplications,
                },
                icc = Icc(result.Health),
                kendallW = result.Health.KendallW,
                alpha = Alpha(result.Health),
                assessors = result.Health.ByAssessor.Select(one => new
                {
                    assessor = result.Assessors[one.Assessor],
                    scores = one.Scores,
                    mean = one.Mean,
                    spread = one.Spread,
                    consistency = one.Consistency,
                    strictness = one.Strictness,
                }),
                applications = result.Health.ByApplication.Select(one => new
                {
                    application = result.Applications[one.Application],
                    scores = one.Scores,
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
                model1 = health.OneAssessor.Model1,
                model2 = health.OneAssessor.Model2,
                model3 = health.OneAssessor.Model3,
            },
            average = new
            {
                model1 = health.Average.Model1,
                model2 = health.Average.Model2,
                model3 = health.Average.Model3,
            },
        };

    private static object Alpha(PanelHealth health) => new { ordinal = health.AlphaOrdinal, interval = health.AlphaInterval };

    public static string Text(ScoreAnalysis result)
    {
        var health = result.Health;
        var text = new StringBuilder();
        void Line(string words) => text.Append(words).Append('\n');
        static string Number(double? value) =>
            value is { } given ? given.ToString("0.000", CultureInfo.InvariantCulture) : "cannot be calculated";
        static string Cell(double? value, int width = 12) =>
            (value is { } given ? given.ToString("0.00", CultureInfo.InvariantCulture) : "-").PadLeft(width);
        Line(
            $"{health.Applications} applications, {health.Assessors} assessors, {health.Scores} scores, {health.Applications * (long)health.Assessors - health.Scores} missing; {health.CompleteApplications} applications have every score"
        );
        Line("");
        Line("Agreement");
        foreach (
            var (name, value) in new[]
            {
                ("Intraclass correlation, one assessor, model 1", health.OneAssessor.Model1),
                ("Intraclass correlation, one assessor, model 2", health.OneAssessor.Model2),
                ("Intraclass correlation, one assessor, model 3", health.OneAssessor.Model3),
                ("Intraclass correlation, mean of all, model 1", health.Average.Model1),
                ("Intraclass correlation, mean of all, model 2", health.Average.Model2),
                ("Intraclass correlation, mean of all, model 3", health.Average.Model3),
                ("Kendall's W", health.KendallW),
                ("Krippendorff's alpha, ordinal", health.AlphaOrdinal),
                ("Krippendorff's alpha, interval", health.AlphaInterval),
            }
        )
            Line($"  {name, -46} {Number(value)}");
        var width = Math.Max(11, Math.Min(40, result.Assessors.Concat(result.Applications).Max(name => name.Length)));
        string Named(string name) => (name.Length > width ? name[..(width - 1)] + "…" : name).PadRight(width);
        Line("");
        Line($"{Named("Assessor")} {"Scores", 8} {"Mean", 12} {"Spread", 12} {"Consistency", 12} {"Strictness", 12}");
        foreach (var one in health.ByAssessor)
            Line(
                $"{Named(result.Assessors[one.Assessor])} {one.Scores, 8} {Cell(one.Mean)} {Cell(one.Spread)} {Cell(one.Consistency)} {Cell(one.Strictness)}"
            );
        Line("");
        Line($"{Named("Application")} {"Scores", 8} {"Mean", 12} {"Lowest", 12} {"Highest", 12} {"Adjusted", 12}");
        foreach (var one in health.ByApplication)
            Line(
                $"{Named(result.Applications[one.Application])} {one.Scores, 8} {Cell(one.Mean)} {Cell(one.Lowest)} {Cell(one.Highest)} {Cell(one.Adjusted)}"
            );
        Line("");
        Line("Adjusted: a check where scores are missing, the mean with each assessor's strictness taken off. It is never a score.");
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

    private readonly record struct FileScore(int Application, int Assessor, int Part, decimal? Value, int Line);

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
