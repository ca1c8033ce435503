package web

import (
	"context"
	"net/http"
	"strconv"
	"time"

	"github.com/prometheus/client_golang/prometheus"
	"github.com/prometheus/client_golang/prometheus/collectors"
	"github.com/prometheus/client_golang/prometheus/promhttp"
)

// slowest is how long a request may take before it is given up.
const slowest = 30 * time.Second

// meters count what the desk does, in the form of Prometheus.
type meters struct {
	registry *prometheus.Registry
	seconds  *prometheus.HistogramVec
	running  prometheus.Gauge
}

func newMeters(d *Desk) *meters {
	m := &meters{
		registry: prometheus.NewRegistry(),
		seconds: prometheus.NewHistogramVec(prometheus.HistogramOpts{Name: "onrecord_request_seconds", Help: "How long requests took, by route and status.",
			Buckets: []float64{.001, .0025, .005, .01, .025, .05, .1, .15, .25, .5, 1, 2.5, 10}}, []string{"route", "status"}),
		running: prometheus.NewGauge(prometheus.GaugeOpts{Name: "onrecord_requests_running", Help: "Requests being answered, streams of events among them."}),
	}
	listening := prometheus.NewGaugeFunc(prometheus.GaugeOpts{Name: "onrecord_listeners", Help: "Open streams of events."}, func() float64 { return float64(d.live.count()) })
	m.registry.MustRegister(m.seconds, m.running, listening, collectors.NewGoCollector(), &ledgerMeters{d})
	return m
}

func (m *meters) handler() http.Handler {
	return promhttp.HandlerFor(m.registry, promhttp.HandlerOpts{})
}

// ledgerMeters tells how much the ledger has and what waits, when it is asked.
type ledgerMeters struct{ desk *Desk }

var (
	storiesMeter    = prometheus.NewDesc("onrecord_stories", "Stories in the ledger.", nil, nil)
	uncomparedMeter = prometheus.NewDesc("onrecord_uncompared_revisions", "Revisions that were read but not compared.", nil, nil)
	jobsMeter       = prometheus.NewDesc("onrecord_jobs", "Jobs in the queue.", []string{"kind", "state"}, nil)
	sourcesMeter    = prometheus.NewDesc("onrecord_sources", "Sources, by how they do.", []string{"state"}, nil)
)

// Describe is for prometheus.Collector.
func (l *ledgerMeters) Describe(out chan<- *prometheus.Desc) {
	for _, d := range []*prometheus.Desc{storiesMeter, uncomparedMeter, jobsMeter, sourcesMeter} {
		out <- d
	}
}

// Collect is for prometheus.Collector. What can't be counted is left out.
func (l *ledgerMeters) Collect(out chan<- prometheus.Metric) {
	ctx, cancel := context.WithTimeout(context.Background(), slowest)
	defer cancel()
	gauge := func(d *prometheus.Desc, n int, labels ...string) {
		out <- prometheus.MustNewConstMetric(d, prometheus.GaugeValue, float64(n), labels...)
	}
	if n, err := l.desk.db.CountStories(ctx); err == nil {
		gauge(storiesMeter, n)
	}
	if n, err := l.desk.db.CountUncompared(ctx); err == nil {
		gauge(uncomparedMeter, n)
	}
	if queue, err := l.desk.db.Queue(ctx); err == nil {
		for _, q := range queue {
			gauge(jobsMeter, q.Waiting, q.Kind, "waiting")
			gauge(jobsMeter, q.Running, q.Kind, "running")
			gauge(jobsMeter, q.Failed, q.Kind, "failed")
		}
	}
	if sources, err := l.desk.db.Sources(ctx); err == nil {
		states := map[string]int{"well": 0, "failing": 0, "paused": 0}
		for i := range sources {
			states[stateOf(&sources[i])]++
		}
		for state, n := range states {
			gauge(sourcesMeter, n, state)
		}
	}
}

// observe counts requests and writes a line to the log for each: the route, never
// the search or a text.
func (d *Desk) observe(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		began := time.Now()
		d.meters.running.Inc()
		defer d.meters.running.Dec()
		seen := &answer{ResponseWriter: w, status: http.StatusOK}
		next.ServeHTTP(seen, r)
		took := time.Since(began)
		if r.Pattern != eventsPattern {
			d.meters.seconds.WithLabelValues(r.Pattern, strconv.Itoa(seen.status)).Observe(took.Seconds())
		}
		d.config.Log.Info("request", "method", r.Method, "route", r.Pattern, "status", seen.status, "bytes", seen.bytes, "ms", float64(took.Microseconds())/1000)
	})
}

// An answer notes what became of a request.
type answer struct {
	http.ResponseWriter
	status, bytes int
}

func (a *answer) WriteHeader(status int) {
	a.status = status
	a.ResponseWriter.WriteHeader(status)
}

func (a *answer) Write(b []byte) (int, error) {
	n, err := a.ResponseWriter.Write(b)
	a.bytes += n
	return n, err
}

// Unwrap is for http.ResponseController.
func (a *answer) Unwrap() http.ResponseWriter { return a.ResponseWriter }

// serveHealth says that the program runs.
func (d *Desk) serveHealth(w http.ResponseWriter, _ *http.Request) { w.Write([]byte("ok\n")) }

// serveReady says whether the ledger answers.
func (d *Desk) serveReady(w http.ResponseWriter, r *http.Request) {
	ctx, cancel := context.WithTimeout(r.Context(), 2*time.Second)
	defer cancel()
	if _, err := d.db.Pulse(ctx); err != nil {
		d.config.Log.Error("ledger does not answer", "error", err.Error())
		http.Error(w, "the ledger does not answer", http.StatusServiceUnavailable)
		return
	}
	w.Write([]byte("ready\n"))
}
