namespace Commissioning.Domain.Monitoring;

/// <summary>How far an outcome was reached, in the organisation's own judgement, reported with its figures.</summary>
public enum Verdict
{
    Met,
    Partly,
    NotMet,
}
