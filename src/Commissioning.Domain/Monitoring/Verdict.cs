namespace Commissioning.Domain.Monitoring;

/// <summary>How far an outcome came, in the organisation's own judgement beside its figures.</summary>
public enum Verdict
{
    Met,
    Partly,
    NotMet,
}
