namespace Commissioning.Domain.DueDiligence;

public enum SafeguardingItem
{
    Lead,
    Policy,
    Training,
    RiskAssessment,
    Dbs,
}
