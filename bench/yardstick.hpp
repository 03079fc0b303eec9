// What both yardsticks share: columns in files, an order from above downward, and the clock.
#pragma once
#include <sys/resource.h>
#include <chrono>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <string>
#include <vector>

using Numbers = std::vector<int32_t>;
using Sums = std::vector<int64_t>;

template <class T>
static std::vector<T> read(const std::string& folder, const char* name) {
  FILE* file = std::fopen((folder + "/" + name + ".column").c_str(), "rb");
  if (!file) std::exit(2);
  std::fseek(file, 0, SEEK_END);
  std::vector<T> column(std::ftell(file) / sizeof(T));
  std::rewind(file);
  if (std::fread(column.data(), sizeof(T), column.size(), file) != column.size()) std::exit(2);
  std::fclose(file);
  return column;
}

static void write(const std::string& folder, const char* name, const Sums& sums) {
  std::vector<double> column(sums.begin(), sums.end());
  FILE* file = std::fopen((folder + "/c++-" + name + ".column").c_str(), "wb");
  if (!file || std::fwrite(column.data(), sizeof(double), column.size(), file) != column.size()) std::exit(2);
  std::fclose(file);
}

// Every contact after his sponsor; empty when the numbers are such an order already.
static Numbers sponsorsFirst(const Numbers& sponsors) {
  const int32_t size = sponsors.size();
  Numbers waiting;
  for (int32_t contact = 0; contact < size; contact++) {
    if (sponsors[contact] < contact) continue;
    if (waiting.empty()) waiting.resize(size);
    waiting[sponsors[contact]]++;
  }
  Numbers order;
  if (waiting.empty()) return order;
  order.resize(size);
  int32_t place = size;
  for (int32_t contact = size - 1; contact >= 0; contact--) {
    if (waiting[contact] != 0) {
      if (sponsors[contact] >= 0 && sponsors[contact] < contact) waiting[sponsors[contact]]++;
      continue;
    }
    for (int32_t next = contact; next >= 0;) {
      order[--place] = next;
      const int32_t sponsor = sponsors[next];
      if (sponsor < 0 || (next == contact && sponsor < next)) break;
      next = --waiting[sponsor] == 0 && sponsor > contact ? sponsor : -1;
    }
  }
  if (place != 0) std::exit(3);
  return order;
}

// Runs it so often and prints how long each took, the peak memory after the first, and how many lines `told` counted in it.
template <class Run, class Tell>
static void timed(int runs, Run run, Tell told) {
  long peak = 0;
  size_t lines = 0;
  std::printf("{\"milliseconds\":[");
  for (int number = 0; number < runs; number++) {
    const auto start = std::chrono::steady_clock::now();
    const auto result = run();
    const std::chrono::duration<double, std::milli> taken = std::chrono::steady_clock::now() - start;
    std::printf("%s%.3f", number ? "," : "", taken.count());
    if (number > 0) continue;
    rusage usage;
    getrusage(RUSAGE_SELF, &usage);
    peak = usage.ru_maxrss;
    lines = told(result);
  }
  std::printf("],\"peakKiB\":%ld,\"lines\":%zu}\n", peak, lines);
}
