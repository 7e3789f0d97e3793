namespace Commissioning.Domain.Monitoring;

public enum ReturnKind
{
    Interim,
    Final,
}
