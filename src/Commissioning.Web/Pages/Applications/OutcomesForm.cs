using Commissioning.Domain.Applications;

namespace Commissioning.Web.Pages.Applications;

/// <summary>The boxes of the outcomes, for a draft and for outcomes that were asked for again.</summary>
public sealed class OutcomesForm
{
    private const int MostRows = 12;

    public List<OutcomeForm> Outcomes { get; set; } = [];
    public int Version { get; set; }

    public sealed class OutcomeForm
    {
        public string? Outcome { get; set; }
        public string? Measure { get; set; }
        public string? Baseline { get; set; }
        public string? Target { get; set; }
        public bool IsBlank => string.IsNullOrWhiteSpace(Outcome + Measure + Baseline + Target);
    }

    public static OutcomesForm From(IReadOnlyList<OutcomeMeasure> outcomes, int version)
    {
        var form = new OutcomesForm
        {
            Version = version,
            Outcomes = outcomes
                .Select(row => new OutcomeForm
                {
                    Outcome = row.Outcome,
                    Measure = row.Measure,
                    Baseline = row.Baseline,
                    Target = row.Target,
                })
                .ToList(),
        };
        if (form.Outcomes.Count == 0)
            form.Outcomes.Add(new());
        return form;
    }

    public void AddRow()
    {
        if (Outcomes.Count < MostRows)
            Outcomes.Add(new());
    }

    public List<OutcomeMeasure> Read() =>
        Outcomes
            .Take(MostRows)
            .Where(row => !row.IsBlank)
            .Select(
                (row, i) =>
                    new OutcomeMeasure
                    {
                        Id = Guid.CreateVersion7(),
                        Position = i + 1,
                        Outcome = row.Outcome?.Trim() ?? "",
                        Measure = row.Measure?.Trim() ?? "",
                        Baseline = row.Baseline?.Trim() ?? "",
                        Target = row.Target?.Trim() ?? "",
                    }
            )
            .ToList();
}

/// <param name="AddRowAction">The address that adds an empty row.</param>
public sealed record OutcomesFields(OutcomesForm Form, string AddRowAction);
