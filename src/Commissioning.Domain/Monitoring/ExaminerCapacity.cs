namespace Commissioning.Domain.Monitoring;

/// <summary>As what somebody from outside looked at the figures of a grant.</summary>
public enum ExaminerCapacity
{
    IndependentExaminer,
    Auditor,
}
