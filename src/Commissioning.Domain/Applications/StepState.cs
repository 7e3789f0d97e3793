namespace Commissioning.Domain.Applications;

public enum StepState
{
    Done,
    Now,
    Next,
}
